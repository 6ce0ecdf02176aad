"""Files for those who add to waypost: a site's spider and vocabulary, a page with its expected record."""

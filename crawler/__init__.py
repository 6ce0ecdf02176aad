"""Scrapy spiders that fetch walk pages politely and keep every response in a WARC archive."""

"""Spiders, one module a site."""

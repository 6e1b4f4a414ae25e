"""Spiders: a site becomes an archive of pages. Nothing here interprets what a page says."""

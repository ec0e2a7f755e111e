"""Rows and cards as they are drawn. Nothing here changes a record."""

"""Foreign formats: files become plain values with places, and records become files. No database here.

- `schema` makes the types of the exchange file from the records, checks a file against them, prints the JSON Schema.
- `bundle` reads an exchange file (JSON, or a zip around it with photographs and annexes) and writes one.
"""

"""Layout: blocks of a pack become boxes, which break over pages and draw themselves with a `pen` into plain data.

`measures` holds the design's distances. `sections` hands each kind of section to `flow`, `line`, `people`, `tables`,
`covers`, `badges` or `annex_pages`; nothing here knows the number of its page.
"""

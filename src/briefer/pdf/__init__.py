"""Paper: a pack becomes pages (`pages.paginate`), pages become bytes (`pages.write`).

Reads `pack.blocks` and writes `pack.page_map`; never sees a record. `fonts` and `type` set text, `paper` holds
the measures of sheets and columns, `boxes` is what blocks become and how they break over pages. `sections` draws the
blocks, with `flow` for running text, `line` for what stands on the axis, `people`, `tables`, `covers`, after the
tables of `measures`; `joins` holds words together. `pages` assembles, `tagging` and `finish` make the file
accessible and reproducible.
"""

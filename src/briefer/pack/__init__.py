"""From records to a neutral document: audience → compiler → blocks.

- `audience.cut` is the only maker of a `Cut`: new records without what a reader may not see.
- `compiler.compile_pack` takes a `Cut` and nothing else of the records, and gives a `blocks.Pack`.
- `context` is what every section is made from; it counts the facts that are missing.
- `sections` holds one module per family of sections; each turns a `Context` into parts of blocks.
- `names`, `times`, `phrases`, `terms`, `history`, `markdown` word what several sections say.
- `blocks` is the document: plain, frozen, storable as JSON; no record, no database, no measure of paper.
- `page_map` says where what was printed. `pdf` may import `blocks` and `page_map` and nothing else of ours.
- `numbering` gives items their numbers; `shipped` opens the data files; `edition` and `changes` will freeze and
  compare packs.
"""

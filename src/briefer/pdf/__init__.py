"""Paper: a pack becomes pages (`pages.paginate`), pages become bytes (`pages.write`).

Reads `pack.blocks` and writes `pack.page_map`; never sees a record. In the order in which data walks:

1. `paper` and `measures` hold the page design's measures, `fonts` opens faces, `type` sets text (`joins`).
2. `sections`, with `flow`, `line`, `people`, `tables` and `covers`, turns blocks into `boxes`, which break over
   pages and draw themselves with a `pen` into plain data; `pictures` prepares photographs.
3. `pages` lays out every part once, numbers and maps the `sheets`.
4. `assemble` replays them into one file with `furniture` around the frame; `tagging` and `finish` make it
   navigable, accessible and the same in every process.
"""

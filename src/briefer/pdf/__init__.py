"""Paper: a pack becomes pages (`pages.paginate`), pages become bytes (`pages.write`).

Reads `pack.blocks` and writes `pack.page_map`; never sees a record. In the order in which data walks:

1. `paper`, `styles` and `measures` hold the page design; `fonts` opens faces; `type` sets text, with `joins`, `lines`
   and `bidi`, and `painting` writes its operators.
2. `sections`, with `flow`, `line`, `people`, `tables` and `covers`, turns blocks into `boxes`, which break over
   pages and draw themselves with a `pen` into plain data; `pictures` prepares photographs.
3. `pages` lays out every part once (`opener`), numbers and maps the `sheets`; `page_findings` says what is wrong.
4. `assemble` replays them into one file with `furniture` around the frame and fonts by `embedding`; `structure`,
   `navigation` and `document` make it navigable, accessible and the same in every process.
"""

"""Paper: a pack becomes pages (`pages.paginate`), pages become bytes (`pages.write`).

Reads `pack.blocks` and writes `pack.page_map`; never sees a record. In the order in which data walks:

1. `paper` holds sizes and colours; `type` sets words in lines; `pictures` and `annexes` prepare what others made.
2. `layout` turns blocks into boxes, breaks them over pages and draws them into plain data.
3. `pages` lays out every part once (kept by `keeping`), numbers and maps the `sheets`, with `furniture` around the frame;
   `facing` sets two languages side by side; `page_findings` says what is wrong.
4. `file` replays them into one PDF: navigable, accessible, and the same in every process.
"""

"""Briefer: official visits from stored records to printed briefing packs.

The layers, from the top; a module imports what stands below it, never what stands above:

    __main__                        gives the command line the function that opens the window
    gui | cli                       the two fronts: they know neither SQL nor PDF
    app                             the composition root: the only place where parts are put together
    services                        what a user can do, one module per family
    workspace | pdf | exchange      the outside: database, paper, foreign formats
    pack                            records are cut for an audience and compiled into a plain document
    rules                           checks, precedence, clocks
    records                         what a visit is: frozen typed structs
    i18n : settings : logs : resources
    errors : findings : progress : text

The source tour, in the order in which data walks:

1. `records` — one frozen struct per record; `records.kinds` is the table of them all.
2. `workspace` — a folder `NAME.briefer` with one database; `workspace.load_save` turns rows into
   records and back, `services.visits.load` collects a `VisitFile`: a visit and all that a pack may
   print of the library.
3. `pack.audience.cut` — the only maker of a `Cut`: the file without what this reader may not see.
4. `pack.compiler.compile_pack` — a `Cut` and a recipe become a `Pack`: sections of blocks.
5. `pdf.pages.paginate` and `pdf.pages.write` — the pack becomes pages, the pages become bytes.

What is not in the pack cannot be printed, since `pdf` cannot reach a record.
"""

"""The window: everything that knows Qt, and nothing that knows SQL or PDF.

The tour, from the outside in:

1. `application` starts Qt, shows the window and only then lets the services be imported (`desk`).
2. `main_window` is the frame that never moves: top bar, rail, place of work, status bar.
3. `desk` holds the open workspace: the one place that talks to `services`, in the worker or at once.
4. `commands` is undo; `tasks` is the thread pool; `messages` says what happened; `actions` is the table of keys.
5. `theme` and `icons` are the look; `timeline` and `typed_times` are arithmetic without Qt.
6. `models` turn records into rows, `delegates` draw rows, `views` are the screens, `dialogs` the few dialogs.

Texts are made with `i18n.say`; sides are leading and trailing, never left and right.
"""

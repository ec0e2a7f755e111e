"""Records as rows for the views: what a row shows, says to a screen reader, and lets be dragged."""

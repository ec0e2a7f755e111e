"""The few dialogs: open and save a file, passphrase, about. Everything else is a panel beside the work."""

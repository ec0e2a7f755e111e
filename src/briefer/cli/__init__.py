"""The command line, a front beside the window: it asks services, and tells what they say."""

"""A file per command. Each imports its story and its screen when it is called."""

"""The command line: one file a command, thin. Heavy rooms are imported inside the commands that need them."""

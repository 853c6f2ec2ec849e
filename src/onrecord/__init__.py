"""onrecord: who said what, on the record."""

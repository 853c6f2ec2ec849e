"""Migrations of the record, run by Alembic when a record is opened; one file a revision in `versions`.

To change the tables: change `onrecord.store.schema` and raise its `REVISION`; write ``versions/NNNN_what.py`` by hand,
with the former number as ``down_revision``; `tests/store/test_sqlite.py` compares the two. A released migration is
never changed, and records of every earlier revision must open.
"""

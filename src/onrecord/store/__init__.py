"""The record: readings kept in one place, and found again.

    in      Capture + Reading
    out     Entry, Reading, counts
    engines SQLite (`sqlite.py`); another engine passes the same tests in tests/contract
    costs   one transaction a page

The record is a function of the set of readings kept: their order, their batches and repeats leave no trace in what is
read out of it. Import from `onrecord.store.contract` for the types (light) and from `onrecord.store.sqlite` to open a
record (loads SQLAlchemy).
"""

"""Many pages: from what a user names to readings, in the order given, with refusals as values.

The only room that catches broadly: what goes wrong inside one page becomes that page's `Failure`, and the rest goes on.
"""

"""Runs the migrations on the connection and in the transaction that `onrecord.store.migrate` hands over."""

from __future__ import annotations

from alembic import context


def _run() -> None:
    context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
    context.run_migrations()


# Alembic loads this file under this name; under any other it is only being looked at, by doctest for one.
if __name__ == "env_py":
    _run()

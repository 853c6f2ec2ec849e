"""The errors that onrecord raises on purpose.

OnrecordError
├── ReadError       an input could not be read; carries the Failure
├── ModelError      a model file is missing, damaged or of a version this code cannot run
├── StoreError      the record file is missing, locked, damaged or newer than this code
└── UsageError      options that contradict each other or name nothing
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Base of every error raised on purpose."""


class ReadError(OnrecordError):
    """An input could not be read.

    Attributes:
        failure: The `onrecord.records.Failure` that says what, where and why. Typed ``object`` because this module
            lies below the records.
    """

    def __init__(self, message: str, failure: object = None) -> None:
        super().__init__(message)
        self.failure = failure


class ModelError(OnrecordError):
    """A model file is missing, damaged or of a version this code cannot run."""


class StoreError(OnrecordError):
    """The record file is missing, locked, damaged or newer than this code."""


class UsageError(OnrecordError):
    """Options that contradict each other or name nothing."""

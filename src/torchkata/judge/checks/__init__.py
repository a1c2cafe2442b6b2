"""The checks in the order of a report. Each returns, or raises CheckFailedError."""

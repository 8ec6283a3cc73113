"""Decides what is sent, when again, and when it is enough: functions of values and a clock, without I/O."""

import logging

# Who wants to read the log says so; without this, Python would write its warnings to standard error by itself.
logging.getLogger("batchlight").addHandler(logging.NullHandler())

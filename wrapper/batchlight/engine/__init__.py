"""Decides what is sent, when again, and when it is enough: functions of values and a clock, without I/O."""

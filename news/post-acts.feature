`verify-log` finds out whether what was hidden or withdrawn of retrieved posts is as it was logged.

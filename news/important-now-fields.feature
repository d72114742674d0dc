The form of *Important now* has a field for the channel and one for the entry, as the service has.

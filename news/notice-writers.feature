The office names members who may write *Important now* for a night, from their own workplace and without its other permissions.

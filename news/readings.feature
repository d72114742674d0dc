A setting says how the guidelines' point 8 is read: comments in the open are kept in order, or are as in a library.

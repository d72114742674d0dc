Requests for a record and for erasure are noted beside the message; a request for erasure becomes a case and erases nothing.

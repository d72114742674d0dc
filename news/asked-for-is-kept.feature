What is in an open request for records is not disposed of until the request is closed.

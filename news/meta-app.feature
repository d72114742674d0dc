Where the operator sets the municipality's app at Meta, requests to its Graph are signed, and a token's end and scopes are read from it.

A source without a feed, a web page or JSON, can be described field by field, tried against the live source, and retrieved like any other.

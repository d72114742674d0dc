A program that changes content by REST may say with `If-Match` which edition it was given; it is told 412 where that has been changed meanwhile.

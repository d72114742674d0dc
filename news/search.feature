Messages can be searched by words, sender, address, period, age, rule and handler, on the page and by `GET @messages`; `socialhub index` makes the index anew.

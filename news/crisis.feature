The information office puts a channel or an entry on top of the hub and of every portlet until a set hour ("Viktigt nu"), and its source is asked every other minute meanwhile.

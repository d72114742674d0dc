A post's page says that it was changed, and shows its earlier versions with the differences marked where the information office allows it.

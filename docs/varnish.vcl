# Varnish framför Plone, i stället för nginx mellanlager. Provad i tests/integration/public/listings/test_varnish.py.
# Debian: apt-get install varnish, och filen som /etc/varnish/default.vcl. TLS sköts av en webbserver framför.
vcl 4.1;

backend plone {
    .host = "127.0.0.1";
    .port = "8080";
}

# Webbprocesserna och hämtaren: de som säger vilka sidor som har ändrats.
acl purgers {
    "127.0.0.1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        # Varnish skriver själv avsändaren sist i X-Forwarded-For: två adresser betyder att frågan kom genom
        # webbservern med TLS, alltså utifrån, fast avsändaren är webbservern.
        if (client.ip !~ purgers || req.http.X-Forwarded-For ~ ",") {
            return (synth(405, "Not allowed"));
        }
        # Sidan försvinner med alla sina frågedelar (?b_start=20), på alla värdar.
        ban("obj.http.X-Path == " + req.url);
        return (synth(200, "Purged"));
    }
    set req.http.X-Path = regsub(req.url, "[?].*$", "");
    # Vad som är någons eget, eller svar till ett program, sparas inte och hämtas inte ur det sparade.
    if (req.http.Authorization || req.http.Accept ~ "application/json"
        || req.http.Cookie ~ "(__ac|__cp|_ZopeId|statusmessages|I18N_LANGUAGE|auth_token)") {
        return (pass);
    }
    # Alla andra kakor (samtycke, statistik) skickas inte vidare.
    unset req.http.Cookie;
}

sub vcl_backend_fetch {
    set bereq.url = "/VirtualHostBase/http/www.example.org:80/Plone/VirtualHostRoot" + bereq.url;
}

sub vcl_backend_response {
    set beresp.http.X-Path = bereq.http.X-Path;
    # Kakor är omhändertagna ovan.
    set beresp.http.Vary = regsub(beresp.http.Vary, "(, )?Cookie", "");
    if (!beresp.http.Cache-Control || beresp.status >= 500) {
        set beresp.uncacheable = true;
        set beresp.ttl = 10s;
    } elsif (beresp.status == 200 && beresp.http.Cache-Control ~ "^public, max-age=(10|30)$") {
        # Så gammal blir en sida som ingen ändrar: ”för tre minuter sedan” åldras med den.
        set beresp.ttl = 5m;
    }
}

sub vcl_deliver {
    set resp.http.X-Cache = "MISS";
    if (obj.hits > 0) {
        set resp.http.X-Cache = "HIT";
    }
    unset resp.http.X-Path;
    # Webbläsaren frågar varje gång om sidan är densamma (ETag).
    set resp.http.Cache-Control = regsub(resp.http.Cache-Control, "^public, max-age=(10|30)$", "public, no-cache");
}

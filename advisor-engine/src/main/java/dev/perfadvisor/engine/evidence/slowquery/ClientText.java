package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.ClientTally.Client;
import java.util.Locale;

/** Who an entry came from, as its log writes it; read once a connection. One object is used for all entries. */
final class ClientText {

    /** How it is written. */
    enum Form {
        /** {@code app@shop shop-web 127.0.0.1}, {@code user=app,db=shop,client=127.0.0.1}: prefix of a PostgreSQL line. */
        PREFIX,
        /** User, database and host, each ended by a zero. */
        FIELDS,
        /** {@code app[app] @ localhost [127.0.0.1]}. */
        MYSQL
    }

    private static final int LONGEST = 400;

    final ByteText text = new ByteText();
    final ByteText schema = new ByteText();
    Form form = Form.FIELDS;

    void clear() {
        text.clear();
        schema.clear();
        form = Form.FIELDS;
    }

    void copy(ClientText other) {
        clear();
        text.append(other.text);
        schema.append(other.schema);
        form = other.form;
    }

    long hash() {
        return Ascii.hash(Ascii.hash(text.bytes(), 0, text.length()), schema.bytes(), 0, schema.length());
    }

    Client client() {
        String all = text.toText(LONGEST);
        return switch (form) {
            case PREFIX -> prefix(all);
            case FIELDS -> {
                String[] fields = all.split("\0", -1);
                yield new Client(field(fields, 0), field(fields, 1), host(field(fields, 2)));
            }
            case MYSQL -> mysql(all);
        };
    }

    private static String field(String[] fields, int i) {
        return i < fields.length ? fields[i] : "";
    }

    private Client mysql(String all) {
        int bracket = all.indexOf('[');
        int at = all.indexOf(" @ ");
        String user = bracket < 0 ? "" : all.substring(0, bracket);
        String rest = at < 0 ? "" : all.substring(at + 3).strip();
        int open = rest.indexOf('[');
        int close = rest.indexOf(']');
        String name = open < 0 ? rest : rest.substring(0, open).strip();
        String address = open < 0 || close < open ? "" : rest.substring(open + 1, close);
        return new Client(user, schema.toText(LONGEST).replace("`", ""), name.isEmpty() ? address : name);
    }

    private static Client prefix(String all) {
        String user = named(all, "user=", "u=");
        String database = named(all, "db=", "database=", "d=");
        String host = named(all, "client=", "host=", "h=");
        int at = all.indexOf('@');
        if (user.isEmpty() && at > 0 && !all.contains("[unknown]@")) {
            user = all.substring(startOfName(all, at), at);
            database = all.substring(at + 1, endOfName(all, at + 1));
        }
        return new Client(user, database, host.isEmpty() ? address(all) : host(host));
    }

    private static String named(String all, String... names) {
        String lower = all.toLowerCase(Locale.ROOT);
        for (String name : names) {
            int found = lower.indexOf(name);
            boolean whole = found == 0 || (found > 0 && !isName(all.charAt(found - 1)));
            if (whole) {
                int from = found + name.length();
                return all.substring(from, endOfName(all, from));
            }
        }
        return "";
    }

    /** The first four numbers joined by dots. */
    private static String address(String all) {
        int from = 0;
        while (from < all.length()) {
            int to = from;
            int dots = 0;
            while (to < all.length() && (Ascii.isDigit(all.charAt(to)) || all.charAt(to) == '.')) {
                dots += all.charAt(to) == '.' ? 1 : 0;
                to++;
            }
            if (dots == 3) {
                return all.substring(from, to);
            }
            from = to + 1;
        }
        return all.contains("[local]") ? "[local]" : "";
    }

    /** Without the port: {@code 10.0.0.7:54172}, {@code 10.0.0.7(54172)}. */
    private static String host(String address) {
        int port = address.indexOf('(');
        int colon = address.lastIndexOf(':');
        boolean single = colon >= 0 && address.indexOf(':') == colon;
        return port >= 0 ? address.substring(0, port) : single ? address.substring(0, colon) : address;
    }

    private static int startOfName(String all, int end) {
        int i = end;
        while (i > 0 && isName(all.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private static int endOfName(String all, int from) {
        int i = from;
        while (i < all.length() && isName(all.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }
}

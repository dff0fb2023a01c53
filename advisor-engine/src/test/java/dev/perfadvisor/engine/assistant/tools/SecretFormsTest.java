package dev.perfadvisor.engine.assistant.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms in which secrets stand in statements, their comments, lines of logs, names of threads and what users write. */
class SecretFormsTest {

    private final Redactor redactor = new Redactor(List.of(), List.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Keys and tokens
                "secret access key wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY. It is new | K7MDENG",
                "the key is wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY | K7MDENG",
                "Authorization: Token 9944b09199c62bcf | 9944b09199c62bcf",
                "Authorization: ApiKey abcDEF123 | abcDEF123",
                "Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-west-1/s3/aws4_request | AKIDEXAMPLE",
                "Authorization: Digest realm=\"acme\", nonce=\"dcd98b71\", response=\"6629fae4\" | dcd98b71",
                "WARN 401 for Bearer mF_9.B5f-4.1JqM of shop | mF_9.B5f-4.1JqM",
                "ya29.a0AfB_byC1d2E3f4G5h6I7j8K9l0M1n2O3p4 expired | a0AfB_byC1d2",
                "PHPSESSID=abc123def456 is gone | abc123def456",
                "X-Auth: s3cr3tvalue | s3cr3tvalue",
                "auth=s3cr3tvalue&x=1 | s3cr3tvalue",
                "export DB_PASS=hunter22 | hunter22",
                "AccountName=acmeshop;AccountKey=Zm9vYmFyYmF6cXV4MTIzNA==;EndpointSuffix=x | Zm9vYmFyYmF6",
                "SharedAccessSignature sig=Zm9vYmFy%2Bq | Zm9vYmFy",
                "the header was dXNlcjpwYXNzd29yZA== in base64 | dXNlcjpwYXNzd29yZA",
                "order 507f1f77bcf86cd799439011 is slow | 507f1f77bcf86cd799439011",
                "GET /orders/507f1f77bcf86cd799439011/items | 507f1f77bcf86cd799439011",
                "session 01ARZ3NDEKTSV4RRFFQ69G5FAV is slow | 01ARZ3NDEKTSV4RRFFQ69G5FAV",
                "my password is hunter2 and it fails | hunter2",
                "the pin is 4711 and the password was Sommer2026 | Sommer2026",
                "das Passwort ist Sommer2026 | Sommer2026",
                "login with password hunter22 fails | hunter22",
                "hf_abcdefghijklmnopqrstuvwx | abcdefghijkl",
                "curl -u hans:geheim http://x | geheim",
                "mysql -u shopper -pgeheim42 shop | geheim42",
                "mysql -u shopper -pgeheim42 shop | shopper",
                "psql -h pgprod -U shopper shop | pgprod",
                "psql -h pgprod -U shopper shop | shopper",
                "PGPASSWORD=geheim42 psql | geheim42",
                "sqlplus scott/tiger@ORCL is slow | tiger",
                // Users
                "DB_USER=hmuster shop | hmuster",
                "PGUSER=hmuster shop | hmuster",
                "spring.datasource.dbUser=hmuster | hmuster",
                "Server=tcp:shop;User ID=hmuster;Encrypt=true | hmuster",
                "Server=tcp:shop;Uid=hmuster;Encrypt=true | hmuster",
                "user_name=hmuster | hmuster",
                "user hans.muster logged in | hans.muster",
                "session of user 'hmuster' | hmuster",
                "Access denied for user 'hmuster'@'web3' | hmuster",
                "Access denied for user 'hmuster'@'web3' | web3",
                "Login failed for user hmuster. | hmuster",
                "cn=Hans Muster,ou=people,dc=acme,dc=ch | Muster",
                "uid=hmuster,ou=people,dc=acme,dc=ch | hmuster",
                "CN=Hans Muster,OU=Payroll,DC=acme,DC=ch | Payroll",
                "ACME\\hmuster waits | hmuster",
                "arn:aws:iam::123456789012:user/hmuster | hmuster",
                "arn:aws:rds:eu-west-1:123456789012:db:shop | 123456789012",
                // Hosts and networks
                "DB_HOST=pgprod shop | pgprod",
                "PGHOST=pgprod shop | pgprod",
                "Data Source=pgprod;Initial Catalog=shop | pgprod",
                "(ADDRESS=(PROTOCOL=TCP)(HOST=oraprod)(PORT=1521)) | oraprod",
                "peer 2001:db8:85a3::8a2e:370:7334 is slow | 8a2e",
                "peer [2001:db8::1]:5432 is slow | db8",
                "peer fe80::1ff:fe23:4567:890a%eth2 is slow | 890a",
                "peer ::ffff:10.9.8.7 is slow | 10.9.8.7",
                "mac 00:1a:2b:3c:4d:5e sends | 3c:4d",
                "node ip-10-9-8-7 is slow | 10-9-8-7",
                "pod payroll-7d9f8b6c5d-x2x4z waits | payroll-7d9f8b6c5d",
                "thread payroll-7d9f8b6c5d-x2x4z-exec-1 | 7d9f8b6c5d",
                "payroll.hr.svc.cluster.local | payroll",
                "amqp://guest:geheim@rabbit/vhost | geheim",
                "redis://:geheim@cache:6379/0 | geheim",
                "mongodb+srv://hmuster:geheim@acme.mongodb.net/shop | geheim",
                "https://hmuster:ge/heim@shop.acme.ch/ | heim@",
                // Mail and persons
                "GET /users/hans.muster%40acme.ch/orders | hans.muster",
                "GET /users/hans.muster%40acme.ch/orders | acme",
                "mail jörg@müller.example now | rg@",
                "mail jörg.weiß@acme.example now | weiß",
                "mailto:hans.muster@acme.example?subject=x | hans.muster",
                "mail hans.muster@localhost now | hans.muster",
                "kunde@bücher.example | cher",
                "call 079 123 45 67 now | 123 45 67",
                "call (555) 123-4567 now | 123-4567",
                "call 555-123-4567 now | 123-4567",
                "call 0041 79 123 45 67 now | 123 45 67",
                "card 3782 822463 10005 now | 822463",
                "card 378282246310005 now | 378282246310005",
                "card 4929-1234-1234-1234 now | 4929-1234",
                "AHV 756.1234.5678.97 | 1234.5678",
                "IBAN CH9300762011623852957 | 00762011623852957",
                // Paths
                "file:///home/hmuster/app.log is read | hmuster",
                "file:/home/hmuster/app.log is read | hmuster",
                "C:\\Users\\Hans Muster\\shop.log is read | Muster",
                "\\\\fileserver\\payroll\\march.xlsx is read | payroll",
                "//fileserver/payroll/march.xlsx is read | fileserver",
                "C:/Users/hmuster/shop.log is read | hmuster",
                "/Users/Hans Muster/shop/app.log is read | Muster",
                "~hmuster/app/log is read | hmuster",
                "/c/Users/hmuster/shop is read | hmuster",
                "%USERPROFILE%\\hmuster\\x.log | hmuster",
                "s3://acme-payroll/march/hans-muster.csv | hans-muster",
                // Literals
                "where name = q'[Hans Muster]' | Muster",
                "where name = _utf8mb4'Hans Muster' | Muster",
                "where name LIKE'Hans Muster%' | Muster",
                "where name = $tag$Hans Muster$tag$ | Muster",
                "where name BETWEEN \"Hans Muster\" AND \"Ida Meier\" | Meier",
                "SELECT \"Hans Muster\" AS x | Muster",
                "select * from t where name='Hans' 'Muster' | Muster",
                "/* for Hans Muster, hans.muster@acme.example */ select 1 | hans.muster",
                "where id = 0xDEADBEEF99 | DEADBEEF99",
                "where x = U&'Hans' | Hans",
                "where name regexp '^Hans' | Hans",
                "where (name, city) = ('Hans', 'Bern') | Bern",
                "values ('Hans', 4711, 'Bern', 815000) | 815000",
                "where id between 58815 and 58999 | 58999",
                "where salary + 1 > 98000 | 98000",
                "set @who := 'Hans Muster' | Muster"
            })
    void isTakenOutAndPutBack(String text, String secret) {
        var hidden = redactor.hide(text);
        assertThat(hidden).doesNotContain(secret);
        assertThat(redactor.show(hidden)).isEqualTo(text);
    }
}

//! The second list of numbers and addresses, kept by hand.

/// Each region's number for danger to life, as shown and as called.
pub const EMERGENCY: [(&str, Option<(&str, &str)>); 7] = [
    ("GB", Some(("999", "999"))),
    ("IE", Some(("112 or 999", "112"))),
    ("US", Some(("911", "911"))),
    ("CA", Some(("911", "911"))),
    ("AU", Some(("000", "000"))),
    ("NZ", Some(("111", "111"))),
    ("INTL", None),
];

/// Every way to reach a service that is shown. Whoever changes a number looks it up twice, and writes it twice.
pub const WAYS: &str = "
gb-samaritans             call  116 123
gb-shout                  text  Text SHOUT to 85258
gb-nhs111-england         call  111, then option 2
gb-nhs111-wales           call  111, then press 2
gb-nhs24-scotland         call  111
gb-breathing-space        call  0800 83 85 87
gb-lifeline-ni            call  0808 808 8000
gb-papyrus                call  0800 068 4141
gb-childline              call  0800 1111
gb-bacp                   call  01455 883300, option 2
gb-bacp                   call  07811 762256
gb-ukcp                   call  020 7014 9978
gb-ukcp                   call  020 7014 9493
gb-ncps                   web   ncps.com
ie-samaritans             call  116 123
ie-50808                  text  Text HELLO to 50808
ie-pieta                  call  1800 247 247
ie-pieta                  text  Text HELP to 51444
ie-iacp                   call  01 230 35 36
ie-iacp                   email iacpcomplaints@iacp.ie
us-988                    call  988
us-988                    text  Text 988
us-988-veterans           call  988, then press 1
us-crisis-text            text  Text HOME to 741741
ca-988                    call  9-8-8
ca-988                    text  Text 9-8-8
ca-988                    web   988.ca
ca-crpo                   email complaints@crpo.ca
ca-crpo                   call  1-844-712-1364
au-lifeline               call  13 11 14
au-lifeline               text  Text 0477 13 11 14
au-aca                    web   theaca.net.au/complaints
au-pacfa                  call  03 9046 2270
nz-1737                   call  1737
nz-1737                   text  Text 1737
nz-lifeline               call  0800 543 354
nz-lifeline               text  Text HELP to 4357
nz-suicide-crisis         call  0508 828 865
nz-hdc                    call  0800 11 22 33
nz-psychotherapists-board call  04 918 4727
nz-nzac                   email ethicssecretary@nzac.org.nz
nz-nzac                   call  04 473 3486
intl-findahelpline        web   findahelpline.com
";

/// Services that no source confirmed: they may stand in the file, to be checked one day, and are not shown.
pub const UNCONFIRMED: [&str; 8] = [
    "gb-calm",
    "gb-nhs-pals",
    "ie-hse",
    "ca-ccpa",
    "au-beyond-blue",
    "au-13yarn",
    "au-suicide-call-back",
    "au-ahpra-phone",
];

/// Numbers that no source confirmed or that are known to be old or misprinted, and a service that may be gone.
pub const NEVER_SHOWN: [&str; 11] = [
    "0800585858",
    "1800111888",
    "1300224636",
    "139276",
    "1300659467",
    "1300419495",
    "116213",
    "02070149499",
    "0394863077",
    "press3",
    "professionalboundaries",
];

import { define } from "right-track";

define({ page: new URLSearchParams(location.search).get("page") });

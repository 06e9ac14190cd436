// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/nginx/nginxcompanion.h"

#include <format>
#include <string_view>

namespace fuseboard {
namespace {

// Reasons stand in the text itself, as whoever runs the proxy reads it there. `{0}` is the files' directory.
constexpr std::string_view text =
    R"(# nginx in front of AI services, which asks a Fuseboard gateway about each call. Written by “fuseboardctl companion nginx”.
#
# Try it:    nginx -t -c {0}/nginx.conf
# Start it:  nginx -c {0}/nginx.conf        as the user whose gateway it is: its socket lets nobody else in
# Tell Fuseboard, at that gateway in sources.toml, so that a freeze is proved here too:
#   doors = ["http://{1}"]
#
# What is frozen is looked up for each call, so a reload loses nothing. nginx can't end streams that run already: they go to their end.

pid {0}/nginx.pid;
error_log {0}/error.log warn;
worker_processes auto;
worker_shutdown_timeout 15m;
events {{ worker_connections 4096; }}

http {{
    access_log off;
    server_tokens off;
    client_body_temp_path {0}/body;
    proxy_temp_path {0}/proxy;
    fastcgi_temp_path {0}/fastcgi;
    uwsgi_temp_path {0}/uwsgi;
    scgi_temp_path {0}/scgi;
    client_max_body_size 64m;

    upstream fuseboard {{
        server unix:{2};
        keepalive 16;
    }}

    server {{
        listen {1};

        # Who may call: our gateway knows tokens by their SHA-256, which nginx can't make, so it is shown what the caller showed.
        # Nobody from outside reaches this, and the token goes no further than this computer's socket.
        location = /_fuseboard_decide {{
            internal;
            proxy_pass http://fuseboard/v1/decide;
            proxy_http_version 1.1;
            proxy_pass_request_headers off;
            proxy_pass_request_body off;
            proxy_set_header Host localhost;
            proxy_set_header Connection "";
            proxy_set_header Content-Length "";
            proxy_set_header X-Fuseboard-Authorization $http_authorization;
            proxy_set_header X-Fuseboard-Api-Key $http_x_api_key;
            proxy_set_header X-Fuseboard-Probe-Scope $http_x_fuseboard_probe_scope;
            proxy_buffer_size 16k;
            proxy_buffers 8 16k;
            proxy_busy_buffers_size 32k;
            proxy_connect_timeout 2s;
            proxy_read_timeout 5s;
        }}

        auth_request /_fuseboard_decide;
        auth_request_set $fuseboard_refusal $upstream_http_x_fuseboard_refusal;
        error_page 401 403 = @refused;
        # The gateway does not answer: calls are refused. To let them pass instead, unmetered and unstoppable, would be your choice.
        error_page 500 = @undecided;

        location @refused {{
            auth_request off;
            default_type application/json;
            return 403 $fuseboard_refusal;
        }}
        location @undecided {{
            auth_request off;
            default_type application/json;
            return 503 '{{"error":{{"message":"The gateway that decides about AI spending can not be asked.","type":"fuseboard_closed","param":null,"code":"gateway_closed"}}}}';
        }}

        # Test calls are answered here: they cost nothing and never go on.
        location = /fuseboard/probe {{
            default_type application/json;
            try_files /none @served;
        }}
        location @served {{
            default_type application/json;
            return 200 '{{"served":"$http_x_fuseboard_probe_scope"}}';
        }}
        location /fuseboard/ {{
            return 404;
        }}

        location / {{
{5}            proxy_pass {3};
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header X-Fuseboard-Probe-Scope "";
{4}            # Events of a stream go on at once, and a model may think for minutes without a byte.
            proxy_buffering off;
            proxy_request_buffering off;
            proxy_read_timeout 15m;
            proxy_send_timeout 15m;
        }}
    }}
}}
)";

constexpr std::string_view secureText =
    R"(            proxy_set_header Host {0};
            proxy_ssl_server_name on;
            proxy_ssl_name {0};
            proxy_ssl_verify on;
            proxy_ssl_verify_depth 4;
            proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
)";

/// A name that stands in `proxy_pass` itself is looked up once, and nginx does not start without an answer; one in a variable
/// is looked up as it is needed.
constexpr std::string_view lookUpText =
    R"(            # Looked up as calls come, by the servers that /etc/resolv.conf had: the upstream may move. Without an answer calls get
            # a 502.
            resolver {0} valid=30s;
            set $fuseboard_upstream {1};
)";

std::string joined(const std::vector<std::string>& words)
{
    std::string out;
    for (const std::string& word : words)
        out += (out.empty() ? "" : " ") + word;
    return out;
}

} // namespace

Result<std::vector<CompanionFile>> nginxCompanion(const NginxPlan& plan)
{
    if (auto checked = checkCompanionPaths({plan.directory, plan.decides}, {plan.callers}, plan.upstream); !checked)
        return std::unexpected(checked.error());
    std::string upstream = plan.upstream.toString(QUrl::RemovePath).toStdString(), lookUp;
    if (isNamed(plan.upstream)) {
        if (auto checked = checkCompanionPaths({plan.directory}, plan.nameServers, plan.upstream); !checked)
            return std::unexpected(checked.error());
        if (plan.nameServers.empty())
            return fail(ErrorCode::badConfig, "the upstream", "no server is known that could look up its name");
        const std::string host = plan.upstream.host().toStdString();
        lookUp = std::format(lookUpText, joined(plan.nameServers), host);
        upstream.replace(upstream.find(host, upstream.find("://")), host.size(), "$fuseboard_upstream");
    }
    const bool isSecure = plan.upstream.scheme() == QLatin1StringView("https");
    const std::string secure = isSecure ? std::format(secureText, plan.upstream.host().toStdString()) : std::string();
    return std::vector<CompanionFile> {
        {"nginx.conf", std::format(text, plan.directory, plan.callers, plan.decides, upstream, secure, lookUp), true}};
}

} // namespace fuseboard

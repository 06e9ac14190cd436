// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/haproxy/companion.h"

#include <QHostAddress>

#include <algorithm>
#include <format>
#include <set>
#include <string_view>

namespace fuseboard {
namespace {

constexpr auto probesFile = "probes.lst";

// Reasons stand in the text itself, as whoever runs the proxy reads it there. `{0}` is the files' directory.
constexpr std::string_view globalText =
    R"(# HAProxy in front of AI services, with Fuseboard's breakers. Written by “fuseboardctl companion haproxy”.
#
# Try it:    haproxy -c -f {0}/haproxy.cfg
# Start it:  haproxy -W -S {0}/master.sock,mode,600 -f {0}/haproxy.cfg
# Tell Fuseboard, in sources.toml:
#   [[source]]
#   id = "haproxy"
#   kind = "haproxy"
#   socket = "{0}/haproxy.sock"    # or master.sock: cuts then reach streams from before a reload too
#   callers = "http://{1}"
#   variant = "{2}"
# Then:      fuseboardctl companion check
#
# New teams and tokens: write it anew with --force, and reload.

global
    # Whoever can open this socket can freeze and release: its owner alone. Never bind it to a network address.
    stats socket {0}/haproxy.sock mode 0600 level admin expose-fd listeners
    localpeer {3}
    # Streams from before a reload may run to their end for so long.
    hard-stop-after 15m

defaults
    mode http
    # Events of a stream go on at once.
    option http-no-delay
    timeout connect 5s
    timeout queue 5s
    timeout http-request 10s
    timeout http-keep-alive 60s
    # A model may think for minutes without a byte.
    timeout client 15m
    timeout server 15m

)";

constexpr std::string_view resolversText =
    R"(# Where the upstream's name is looked up, again and again: it may move. Without an answer HAProxy starts all the same, and calls
# get a 503 until there is one.
resolvers system
    parse-resolv-conf
    hold valid 30s

)";

constexpr std::string_view peersText =
    R"(# Keeps the table over a reload, and shares it with other nodes. Peers do not identify themselves: bind to loopback or to a
# private, firewalled address only. The name of the line that is this node is “localpeer” above.
peers fuseboard
    bind {0}
    server {1}
{2}    # One line for each other node, the same on all of them:
    # server fuseboard2 10.0.0.2:10001

# What is frozen. Key: organisation/all, team/…, token/<SHA-256>. gpt0: 0 released, 1 refused, 2 refused and cut. gpc0: the
# order's generation. Entries never expire, and a full table takes no new ones instead of losing old ones.
backend {3}
    stick-table type string len 128 size 100k nopurge store gpt0,gpc0 peers fuseboard

)";

constexpr std::string_view guardText = R"(frontend fuseboard
    bind {1}

    # Who calls: the SHA-256 of the token, and the team it belongs to. No token is in any file.
    http-request set-var(txn.key) req.hdr(x-api-key)
    http-request set-var(txn.key) req.hdr(authorization),regsub(^[Bb]earer\ +,) if {{ req.hdr(authorization) -m found }}
    http-request set-var(txn.token) var(txn.key),sha2(256),hex,lower
    http-request set-var(txn.team) var(txn.token),map_str({0}/{2})
    acl probe var(txn.token) -m str -f {0}/{3}
    acl anthropic path_beg /v1/messages
    http-request return status 401 content-type application/json string '{{"type":"error","error":{{"type":"authentication_error","message":"This token belongs to no team."}}}}' if anthropic !{{ var(txn.team) -m found }}
    http-request return status 401 content-type application/json string '{{"error":{{"message":"This token belongs to no team.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}}}' if !{{ var(txn.team) -m found }}

    # The guard. A test call names the scope that it asks about; any other call is of its team and its token.
    http-request set-var(txn.asked) str(team/),concat(,txn.team)
    http-request set-var(txn.asked) req.fhdr(x-fuseboard-probe-scope) if probe {{ req.fhdr(x-fuseboard-probe-scope) -m found }}
    http-request set-var(txn.own) str(token/),concat(,txn.token)
    http-request set-var(txn.refused) var(txn.own) if !probe {{ var(txn.own),{4} }}
    http-request set-var(txn.refused) var(txn.asked) if {{ var(txn.asked),{4} }}
    http-request set-var(txn.refused) str(organisation/all) if {{ str(organisation/all),{4} }}
    # 403, as clients would repeat a 429.
    http-request return status 403 content-type application/json lf-string '{{"type":"error","error":{{"type":"permission_error","message":"AI spending is frozen by Fuseboard (%[var(txn.refused),json(utf8s)]). Ask whoever looks after your AI budget.","scope":"%[var(txn.refused),json(utf8s)]"}}}}' if anthropic {{ var(txn.refused) -m found }}
    http-request return status 403 content-type application/json lf-string '{{"error":{{"message":"AI spending is frozen by Fuseboard (%[var(txn.refused),json(utf8s)]). Ask whoever looks after your AI budget.","type":"fuseboard_breaker_open","param":null,"code":"breaker_open","scope":"%[var(txn.refused),json(utf8s)]"}}}}' if {{ var(txn.refused) -m found }}

    # Test calls are answered here: they cost nothing and never go on.
    http-request return status 200 content-type application/json lf-string '{{"served":"%[var(txn.asked),json(utf8s)]"}}' if probe {{ path /fuseboard/probe }}
    http-request return status 404 content-type application/json string '{{"error":{{"message":"There is nothing here.","type":"invalid_request_error","param":null,"code":"not_found"}}}}' if probe or {{ path_beg /fuseboard/ }}

    http-request del-header x-fuseboard- -m beg
    use_backend be_%[var(txn.team)]

)";

constexpr std::string_view backendsText =
    "# A backend for each team, though all lead to the same place: so one team's streams can be counted and ended alone.\n";

/// Neither a path nor an address may end a word or a line of the configuration.
bool isPlain(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || std::string_view("/._-:[]").contains(c);
    });
}

std::string lookUp(const HaproxyPlan& plan)
{
    return plan.breaker == HaproxyBreaker::table
        ? std::format("table_gpt0({}) gt 0", haproxyTable)
        : std::format("map_str({}/{},closed) -m beg open", plan.directory, haproxyHoldsMap);
}

std::string serverLine(const QUrl& upstream)
{
    const std::string host = upstream.host().toStdString();
    const bool isSecure = upstream.scheme() == QLatin1StringView("https");
    const std::string where =
        std::format("{}:{}", upstream.host().contains(u':') ? '[' + host + ']' : host, upstream.port(isSecure ? 443 : 80));
    const std::string_view lookedUp = isNamed(upstream) ? " resolvers system init-addr last,libc,none" : "";
    if (!isSecure)
        return std::format("    server upstream {}{}\n", where, lookedUp);
    return std::format("    http-request set-header host {0}\n"
                       "    server upstream {1} ssl verify required ca-file @system-ca verifyhost {0} sni str({0}){2}\n",
        host, where, lookedUp);
}

/// A name is a comment here, and may not go on as a line of the configuration.
std::string onOneLine(std::string name)
{
    std::ranges::replace_if(name, [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
    return name;
}

Error refused(const char* what, std::string why) { return {ErrorCode::badConfig, what, std::move(why)}; }

Result<void> check(const HaproxyPlan& plan)
{
    if (auto checked =
            checkCompanionPaths({plan.directory}, {plan.callers, plan.localPeer, plan.localPeerAddress}, plan.upstream);
        !checked)
        return checked;
    for (const auto& [name, address] : plan.otherPeers)
        if (!isPlain(name) || !isPlain(address))
            return std::unexpected(refused("a peer", "a name and an address are needed"));
    if (plan.teams.empty())
        return std::unexpected(refused("the teams", "there is none yet whose calls could be told apart"));
    return {};
}

} // namespace

Result<void> checkCompanionPaths(
    const std::vector<std::string>& paths, const std::vector<std::string>& addresses, const QUrl& upstream)
{
    for (const std::string& path : paths)
        if (!path.starts_with('/') || !isPlain(path))
            return std::unexpected(refused("the directory", "it may have only letters, digits and /._- in its path"));
    for (const std::string& address : addresses)
        if (!isPlain(address))
            return std::unexpected(refused("an address", "'" + address.substr(0, 60) + "' is none like 127.0.0.1:18080"));
    const bool isHttp = upstream.scheme() == QLatin1StringView("http") || upstream.scheme() == QLatin1StringView("https");
    const bool isBare = upstream.path().isEmpty() || upstream.path() == QLatin1StringView("/");
    if (!upstream.isValid() || !isHttp || !isBare || upstream.hasQuery() || !upstream.userInfo().isEmpty()
        || !isPlain(upstream.host().toStdString()))
        return std::unexpected(refused("the upstream", "an address like https://ai.example.com is needed, without a path"));
    return {};
}

bool isNamed(const QUrl& upstream) { return QHostAddress(upstream.host()).isNull(); }

Result<std::vector<CompanionFile>> haproxyCompanion(const HaproxyPlan& plan)
{
    if (const auto checked = check(plan); !checked)
        return std::unexpected(checked.error());
    const bool isTable = plan.breaker == HaproxyBreaker::table;
    std::string config = std::format(globalText, plan.directory, plan.callers, isTable ? "table" : "map", plan.localPeer);
    if (isNamed(plan.upstream))
        config += resolversText;
    if (isTable) {
        std::string others;
        for (const auto& [name, address] : plan.otherPeers)
            others += std::format("    server {} {}\n", name, address);
        config += std::format(peersText, plan.localPeerAddress, plan.localPeer, others, haproxyTable);
    }
    config += std::format(guardText, plan.directory, plan.callers, haproxyKeysMap, probesFile, lookUp(plan));
    config += backendsText;
    std::set<std::string> teams;
    for (const Team& team : plan.teams) {
        teams.insert(team.id);
        config += std::format("\n# {}\nbackend be_{}\n{}", onOneLine(team.name), team.id, serverLine(plan.upstream));
    }
    std::string keys, probes;
    for (const CallerKey& key : plan.keys) {
        if (!teams.contains(key.team))
            continue;
        keys += std::format("{} {}\n", key.sha256, key.team);
        if (key.probe)
            probes += key.sha256 + '\n';
    }
    std::vector<CompanionFile> files {
        {"haproxy.cfg", std::move(config)}, {haproxyKeysMap, std::move(keys), true}, {probesFile, std::move(probes), true}};
    if (!isTable)
        files.push_back({haproxyHoldsMap, {}, true});
    return files;
}

} // namespace fuseboard

// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/config.h"

#include "gateway/secrettext.h"
#include "gateway/uuid.h"

#include <boost/asio/ip/address.hpp>
#include <toml++/toml.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <format>
#include <fstream>
#include <sstream>
#include <sched.h>

namespace fuseboard::gateway {
namespace {

namespace fs = std::filesystem;

constexpr int mostUsualThreads = 8; // one does some ten thousand calls a second
constexpr std::size_t leastTokenBytes = 16; // shorter ones can be guessed at the admin door (SAFETY GW6)

/// One for each processor that this process may use.
int usualThreads()
{
    cpu_set_t usable;
    const bool isKnown = ::sched_getaffinity(0, sizeof usable, &usable) == 0;
    return std::clamp(isKnown ? CPU_COUNT(&usable) : 1, 1, mostUsualThreads);
}

bool isOnThisMachine(std::string_view host)
{
    if (host == "localhost" || host.ends_with(".localhost")) // RFC 6761, 6.3
        return true;
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(host, error);
    return !error && address.is_loopback();
}

std::string allOf(std::istream& in)
{
    std::ostringstream out;
    out << in.rdbuf();
    return std::move(out).str();
}

/// Reads strictly: the first thing that is wrong ends the reading.
class ConfigReader {
public:
    explicit ConfigReader(fs::path file)
        : m_file(std::move(file))
    {
    }

    Result<Config> read()
    {
        std::ifstream in(m_file);
        if (!in)
            return fail(ErrorCode::fileUnreadable, m_file.string(), "it can't be opened");
        const std::string all = allOf(in);
        note(all);
        try {
            const toml::table root = toml::parse(all, m_file.string());
            readRoot(root);
            return std::move(m_config);
        } catch (const toml::parse_error& error) {
            return fail(ErrorCode::badConfig, place(error.source().begin.line), std::string(error.description()));
        } catch (const Error& error) {
            return std::unexpected(error);
        }
    }

private:
    [[nodiscard]] std::string place(toml::source_index line) const { return m_file.string() + ":" + std::to_string(line); }

    void note(const std::string& read) { m_config.print = sha256Hex(m_config.print + read); }

    /// Ends the reading; caught in read().
    [[noreturn]] void bad(const toml::node& at, const std::string& reason) const
    {
        throw Error {ErrorCode::badConfig, place(at.source().begin.line), reason};
    }

    void onlyKeys(const toml::table& table, std::initializer_list<std::string_view> known, const std::string& where) const
    {
        for (const auto& [key, value] : table)
            if (std::ranges::find(known, key.str()) == known.end())
                bad(value, "unknown setting " + where + std::string(key.str()));
    }

    std::string text(const toml::table& table, std::string_view key, bool required = false) const
    {
        const toml::node* node = table.get(key);
        if (!node) {
            if (required)
                bad(table, std::string(key) + " is missing");
            return {};
        }
        const auto value = node->value_exact<std::string>();
        if (!value || value->find_first_not_of(" \t") == std::string::npos)
            bad(*node, std::string(key) + " must be a text");
        return *value;
    }

    std::int64_t number(
        const toml::table& table, std::string_view key, std::int64_t fallback, std::int64_t least, std::int64_t most) const
    {
        const toml::node* node = table.get(key);
        if (!node)
            return fallback;
        const auto value = node->value_exact<std::int64_t>();
        if (!value || *value < least || *value > most)
            bad(*node,
                std::string(key) + " must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return *value;
    }

    const toml::table* table(const toml::table& root, std::string_view key) const
    {
        const toml::node* node = root.get(key);
        if (node && !node->is_table())
            bad(*node, std::string(key) + " must be a section");
        return node ? node->as_table() : nullptr;
    }

    http::Endpoint endpoint(const toml::table& section, std::string_view key) const
    {
        const auto parsed = http::Endpoint::parse(text(section, key, true));
        if (!parsed)
            bad(*section.get(key), std::string(key) + " must be address:port");
        return *parsed;
    }

    /// Of `file:PATH` or `credential:NAME`; empty: it is neither.
    fs::path referencedFile(const toml::node& at, const std::string& reference) const
    {
        const auto colon = reference.find(':');
        const std::string kind = reference.substr(0, colon);
        const std::string name = colon == std::string::npos ? std::string() : reference.substr(colon + 1);
        if (kind == "file" && !name.empty())
            return m_file.parent_path() / name;
        if (kind != "credential" || name.empty() || name.find('/') != std::string::npos)
            return {};
        const char* directory = std::getenv("CREDENTIALS_DIRECTORY"); // systemd.exec(5), LoadCredential
        if (!directory)
            bad(at, "no credentials were given to this process");
        return fs::path(directory) / name;
    }

    /// `env:NAME`, `file:PATH` or `credential:NAME`: a secret never stands in the file itself.
    std::string secret(const toml::table& section, std::string_view key)
    {
        const std::string reference = text(section, key);
        if (reference.empty())
            return {};
        const toml::node& at = *section.get(key);
        if (constexpr std::string_view environment = "env:";
            reference.starts_with(environment) && reference.size() > environment.size()) {
            const std::string name = reference.substr(environment.size());
            const char* value = std::getenv(name.c_str());
            if (!value || !*value)
                bad(at, "the environment has no " + name);
            return checked(at, name + " of the environment", secretOf(value));
        }
        const fs::path path = referencedFile(at, reference);
        if (path.empty())
            bad(at, std::string(key) + " must be env:NAME, file:PATH or credential:NAME, never the secret itself");
        std::string value = checked(at, path.string(), readSecret(path));
        // Credentials lie in a directory that nobody else can enter, with modes that systemd chooses.
        if (reference.starts_with("file:") && isReadByOthers(path))
            m_config.warnings.push_back(path.string() + " holds a secret, and other users may read it: take that right away.");
        return value;
    }

    std::string checked(const toml::node& at, const std::string& where, Result<std::string> secret)
    {
        if (!secret)
            bad(at, where + " " + secret.error().detail);
        note(*secret);
        return *std::move(secret);
    }

    /// A listener's `certificate` and `key`; empty where it has neither.
    std::optional<http::TlsFiles> listenerTls(const toml::table& section) const
    {
        const std::string certificate = text(section, "certificate"), key = text(section, "key");
        if (certificate.empty() != key.empty())
            bad(section, "TLS needs both certificate and key");
        if (key.empty())
            return {};
        const fs::path path = referencedFile(*section.get("key"), key);
        if (path.empty())
            bad(*section.get("key"), "key must be file:PATH or credential:NAME, never the key itself");
        return http::TlsFiles {(m_file.parent_path() / certificate).string(), path.string()};
    }

    void readCallers(const toml::table& callers)
    {
        onlyKeys(callers, {"listen", "certificate", "key", "unencrypted", "threads"}, "callers.");
        m_config.callers = endpoint(callers, "listen");
        m_config.callersTls = listenerTls(callers);
        m_config.callerThreads = static_cast<int>(number(callers, "threads", usualThreads(), 1, 64));
        const toml::node* unencrypted = callers.get("unencrypted");
        const auto wanted = unencrypted ? unencrypted->value_exact<bool>() : false;
        if (!wanted)
            bad(*unencrypted, "unencrypted must be true or false");
        if (!m_config.callers.isLoopback() && !m_config.callersTls && !*wanted)
            bad(*callers.get("listen"),
                "callers on other machines need TLS, by certificate and key, or unencrypted = true where something in front "
                "has it");
    }

    void readRoot(const toml::table& root)
    {
        onlyKeys(root, {"data", "callers", "admin", "telemetry", "upstream", "limits", "log"}, "");
        m_config.file = m_file;
        m_config.data = m_file.parent_path();
        if (const std::string data = text(root, "data"); !data.empty())
            m_config.data = m_file.parent_path() / data;
        if (m_config.data.empty())
            m_config.data = ".";
        const toml::table* callers = table(root, "callers");
        if (!callers)
            bad(root, "the section [callers] is missing");
        readCallers(*callers);
        readAdmin(root);
        readUpstreams(root);
        if (const toml::table* telemetry = table(root, "telemetry"))
            readTelemetry(*telemetry);
        if (const toml::table* limits = table(root, "limits"))
            readLimits(*limits);
        if (const toml::table* log = table(root, "log"))
            readLog(*log);
    }

    void readAdmin(const toml::table& root)
    {
        const toml::table* admin = table(root, "admin");
        if (!admin)
            bad(root, "the section [admin] is missing");
        onlyKeys(*admin, {"socket", "listen", "certificate", "key", "tokens"}, "admin.");
        if (const std::string socket = text(*admin, "socket"); !socket.empty())
            m_config.adminSocket = (m_file.parent_path() / socket).string();
        if (admin->get("listen")) {
            m_config.adminTcp = endpoint(*admin, "listen");
            m_config.adminTls = listenerTls(*admin);
            if (!m_config.adminTcp->isLoopback() && !m_config.adminTls)
                bad(*admin->get("listen"), "the admin door listens on loopback only, unless it has TLS by certificate and key");
        }
        if (m_config.adminSocket.empty() && !m_config.adminTcp)
            bad(*admin, "admin needs a socket or a listen address");
        if (const toml::table* tokens = table(*admin, "tokens")) {
            onlyKeys(*tokens, {"read", "freeze", "resume", "policy"}, "admin.tokens.");
            readTokens(*tokens);
        }
        const AdminTokens& t = m_config.adminTokens;
        if (m_config.adminTcp && t.read.empty() && t.freeze.empty() && t.resume.empty() && t.policy.empty())
            bad(*admin->get("listen"), "an admin door over TCP needs tokens");
    }

    void readTokens(const toml::table& tokens)
    {
        AdminTokens& t = m_config.adminTokens;
        const std::array<std::pair<const char*, std::string*>, 4> rights {
            {{"read", &t.read}, {"freeze", &t.freeze}, {"resume", &t.resume}, {"policy", &t.policy}}};
        for (auto right = rights.begin(); right != rights.end(); ++right) {
            const auto& [name, token] = *right;
            *token = secret(tokens, name);
            if (token->empty())
                continue;
            if (token->size() < leastTokenBytes)
                m_config.warnings.push_back(std::format(
                    "The admin door's token to {} has fewer than {} characters: it can be guessed.", name, leastTokenBytes));
            for (auto other = rights.begin(); other != right; ++other)
                if (*other->second == *token)
                    m_config.warnings.push_back(std::format(
                        "The admin door's tokens to {} and to {} are the same: whoever may do one may do the other.",
                        other->first, name));
        }
    }

    void readUpstreams(const toml::table& root)
    {
        const toml::node* node = root.get("upstream");
        const toml::array* list = node ? node->as_array() : nullptr;
        if (!list || list->empty())
            bad(node ? *node : static_cast<const toml::node&>(root), "at least one [[upstream]] is needed");
        for (const toml::node& element : *list) {
            const toml::table* section = element.as_table();
            if (!section)
                bad(element, "an upstream is a section [[upstream]]");
            readUpstream(*section);
        }
    }

    void readUpstream(const toml::table& section)
    {
        onlyKeys(section, {"name", "url", "dialects", "key", "ca"}, "upstream.");
        UpstreamConfig upstream;
        upstream.name = text(section, "name", true);
        if (m_config.upstream(upstream.name))
            bad(*section.get("name"), "there are two upstreams \"" + upstream.name + "\"");
        const auto url = http::Url::parse(text(section, "url", true));
        if (!url)
            bad(*section.get("url"), "url: " + url.error().detail);
        upstream.url = *url;
        const toml::array* dialects = section.get("dialects") ? section.get("dialects")->as_array() : nullptr;
        if (!dialects || dialects->empty())
            bad(section, "dialects must be a list of openai, anthropic");
        for (const toml::node& dialect : *dialects) {
            const auto name = dialect.value_exact<std::string>();
            if (name != "openai" && name != "anthropic")
                bad(dialect, "a dialect is openai or anthropic");
            upstream.dialects.push_back(*name == "openai" ? Dialect::openai : Dialect::anthropic);
        }
        upstream.key = secret(section, "key");
        upstream.hiddenKey = HiddenKey(upstream.key);
        if (!upstream.key.empty() && !upstream.url.tls && !isOnThisMachine(upstream.url.host))
            m_config.warnings.push_back("The key of the upstream \"" + upstream.name + "\" goes to " + upstream.url.text()
                + " in the clear, where whoever is between can read it: use https.");
        std::string authorities;
        if (const std::string file = text(section, "ca"); !file.empty()) {
            upstream.authoritiesFile = (m_file.parent_path() / file).string();
            std::ifstream in(upstream.authoritiesFile, std::ios::binary);
            authorities = allOf(in);
        }
        if (upstream.url.tls) {
            auto made = http::makeClientTls(upstream.authoritiesFile);
            if (!made)
                throw std::move(made.error());
            upstream.tls = *std::move(made);
        }
        note(authorities);
        upstream.place = std::format("{} {} {}", upstream.name, upstream.url.text(), sha256Hex(authorities));
        m_config.upstreams.push_back(std::move(upstream));
    }

    void readLimits(const toml::table& section)
    {
        onlyKeys(section, {"bodyBytes", "connections", "connectSeconds", "callSeconds", "streamSilenceSeconds"}, "limits.");
        auto& limits = m_config.callerLimits;
        limits.bodyBytes = static_cast<std::size_t>(
            number(section, "bodyBytes", static_cast<std::int64_t>(limits.bodyBytes), 1024, 256 * 1024 * 1024));
        limits.connections = static_cast<std::size_t>(
            number(section, "connections", static_cast<std::int64_t>(limits.connections), 1, 1'000'000));
        const auto seconds = [&](std::string_view key, std::chrono::seconds fallback) {
            return std::chrono::seconds(number(section, key, fallback.count(), 1, 86'400));
        };
        m_config.connectTime = seconds("connectSeconds", m_config.connectTime);
        m_config.callTime = seconds("callSeconds", m_config.callTime);
        m_config.streamSilence = seconds("streamSilenceSeconds", m_config.streamSilence);
    }

    void readTelemetry(const toml::table& section)
    {
        onlyKeys(section, {"listen", "token", "bodyBytes", "requestsPerSecond"}, "telemetry.");
        TelemetryConfig telemetry {.listen = endpoint(section, "listen"), .tokenSha256 = {}};
        if (const std::string token = secret(section, "token"); !token.empty())
            telemetry.tokenSha256 = sha256Hex(token);
        if (!telemetry.listen.isLoopback() && telemetry.tokenSha256.empty())
            bad(*section.get("listen"), "telemetry from other machines needs a token");
        telemetry.bodyBytes = static_cast<std::size_t>(
            number(section, "bodyBytes", static_cast<std::int64_t>(telemetry.bodyBytes), 1024, 16 * 1024 * 1024));
        telemetry.requestsPerSecond =
            static_cast<int>(number(section, "requestsPerSecond", telemetry.requestsPerSecond, 1, 100'000));
        m_config.telemetry = std::move(telemetry);
    }

    void readLog(const toml::table& section)
    {
        onlyKeys(section, {"level"}, "log.");
        const std::string level = text(section, "level");
        constexpr std::array<std::string_view, 5> levels {"debug", "info", "warn", "error", "off"};
        if (!level.empty() && std::ranges::find(levels, level) == levels.end())
            bad(*section.get("level"), "level must be debug, info, warn, error or off");
        if (!level.empty())
            m_config.logLevel = level;
    }

    fs::path m_file;
    Config m_config;
};

} // namespace

const UpstreamConfig* Config::upstream(const std::string& name) const
{
    const auto found = std::ranges::find(upstreams, name, &UpstreamConfig::name);
    return found == upstreams.end() ? nullptr : &*found;
}

Result<Config> readConfig(const fs::path& file) { return ConfigReader(file).read(); }

} // namespace fuseboard::gateway

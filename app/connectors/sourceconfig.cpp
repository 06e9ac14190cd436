// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/sourceconfig.h"

#include "connectors/connectorkind.h"
#include "connectors/haproxy/haproxyaddress.h"
#include "connectors/privatefile.h"

#include <toml++/toml.hpp>

#include <algorithm>
#include <array>
#include <format>
#include <set>
#include <sstream>

namespace fuseboard {
namespace {

constexpr std::array<std::string_view, 20> members {"id", "name", "kind", "url", "socket", "callers", "variant", "holds",
    "doors", "authority", "pin", "account", "directory", "key", "keys", "canaries", "workers", "embedded", "interval",
    "bucket"};
constexpr std::int64_t longestSeconds = 86'400;
constexpr std::size_t maxIdLength = 40;
constexpr std::int64_t mostWorkers = 100;
constexpr qint64 largestFile = 4 * 1024 * 1024; ///< thousands of sources

constexpr std::array<std::pair<std::string_view, std::chrono::seconds>, 3> buckets {
    {{"1m", std::chrono::minutes(1)}, {"1h", std::chrono::hours(1)}, {"1d", std::chrono::days(1)}}};

/// Reads one table; the first fault wins.
class Reader {
public:
    Reader(const toml::table& table, std::string place)
        : m_table(table)
        , m_place(std::move(place))
    {
        for (const auto& [name, value] : table)
            if (std::ranges::find(members, name.str()) == members.end())
                refuse(std::string(name.str()), "not known here");
    }

    std::string text(std::string_view name)
    {
        const auto* node = m_table.get(name);
        if (!node)
            return {};
        const auto value = node->value_exact<std::string>();
        if (!value)
            refuse(name, "must be a text");
        return value.value_or(std::string());
    }
    std::vector<std::string> texts(std::string_view name)
    {
        std::vector<std::string> out;
        const auto* node = m_table.get(name);
        if (!node)
            return out;
        if (!node->is_array()) {
            refuse(name, "must be a list of texts");
            return out;
        }
        for (const auto& each : *node->as_array()) {
            const auto value = each.value_exact<std::string>();
            if (!value)
                refuse(name, "must be a list of texts");
            out.push_back(value.value_or(std::string()));
        }
        return out;
    }
    /// A key reference, which may be absent.
    KeyReference key(const toml::table& table, std::string_view name, const std::string& place)
    {
        const auto* node = table.get(name);
        const auto value = node ? node->value_exact<std::string>() : std::string();
        const auto parsed = value ? KeyReference::parse(*value) : fail(ErrorCode::badConfig, "key", "must be a text");
        if (!parsed)
            refuse(place, parsed.error().detail);
        return parsed.value_or(KeyReference());
    }
    KeyReference key() { return key(m_table, "key", "key"); }
    /// `canaries = {team-payments = "keyring:NAME", …}`
    std::map<std::string, KeyReference> canaries()
    {
        std::map<std::string, KeyReference> out;
        const auto* node = m_table.get("canaries");
        if (!node)
            return out;
        if (!node->is_table()) {
            refuse("canaries", "must be like {team-payments = \"keyring:NAME\", …}");
            return out;
        }
        for (const auto& [name, value] : *node->as_table()) {
            const std::string team(name.str());
            out.emplace(team, key(*node->as_table(), team, "canaries." + team));
        }
        return out;
    }
    /// `keys = {read = …, freeze = …}`
    std::map<DoorRight, KeyReference> keys()
    {
        std::map<DoorRight, KeyReference> out;
        const auto* node = m_table.get("keys");
        if (!node)
            return out;
        if (!node->is_table()) {
            refuse("keys", "must be like {read = \"keyring:NAME\", freeze = …}");
            return out;
        }
        for (const auto& [name, value] : *node->as_table())
            if (std::ranges::find(allDoorRights, name.str(), toText) == allDoorRights.end())
                refuse(std::format("keys.{}", name.str()), "a right is read, freeze, resume or policy");
        for (const DoorRight right : allDoorRights)
            if (KeyReference one = key(*node->as_table(), toText(right), std::format("keys.{}", toText(right))); one.isSet())
                out.emplace(right, std::move(one));
        if (!out.contains(DoorRight::read))
            refuse("keys.read", "missing; without it nothing could be shown or proved");
        return out;
    }
    template <class T>
    T valueOr(std::string_view name, T otherwise)
    {
        const auto* node = m_table.get(name);
        if (!node)
            return otherwise;
        const auto value = node->value_exact<T>();
        if (!value)
            refuse(name, "of the wrong type");
        return value.value_or(otherwise);
    }
    void refuse(std::string_view name, std::string_view why)
    {
        if (!m_error)
            m_error = Error {ErrorCode::badConfig, m_place, std::format("{}: {}", name, why)};
    }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

private:
    const toml::table& m_table;
    std::string m_place;
    std::optional<Error> m_error;
};

std::string allKinds()
{
    std::string out;
    for (const ConnectorKind& kind : connectorKinds())
        out += (out.empty() ? "" : ", ") + std::string(kind.name);
    return out;
}

bool isId(std::string_view id)
{
    return !id.empty() && id.size() <= maxIdLength
        && std::ranges::all_of(id, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

/// `tcp://HOST:PORT` and no more.
bool isTcp(std::string_view url)
{
    const auto colon = url.rfind(':');
    const std::string_view port = url.substr(std::min(url.size(), colon + 1));
    return url.starts_with("tcp://") && colon > std::string_view("tcp://").size() && !port.empty() && port.size() <= 5
        && std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
}

bool isThisComputer(std::string_view url)
{
    url.remove_prefix(std::min(url.size(), url.find("://") + 3));
    const std::string_view host = url.substr(0, url.find('/'));
    return std::ranges::any_of(std::array<std::string_view, 3> {"127.0.0.1", "[::1]", "localhost"},
        [host](std::string_view name) { return host == name || (host.starts_with(name) && host[name.size()] == ':'); });
}

/// `doors = ["http://…", …]` of a gateway of ours.
void readDoors(Reader& reader, SourceConfig& source)
{
    source.doors = reader.texts("doors");
    if (!source.doors.empty() && source.kind != "gateway")
        reader.refuse("doors", "only for a gateway of ours");
    for (const std::string& door : source.doors)
        if ((!door.starts_with("http://") && !door.starts_with("https://")) || door.find_first_of("@?#") != std::string::npos
            || door.ends_with('/'))
            reader.refuse("doors", "each must be like http://127.0.0.1:18080, without a slash at its end");
}

/// `openssl x509 -fingerprint -sha256` writes capitals and colons.
std::string plainFingerprint(std::string text)
{
    std::erase(text, ':');
    std::ranges::transform(
        text, text.begin(), [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

/// Whom to believe that it is a gateway of ours.
void readTrust(Reader& reader, SourceConfig& source, bool mayBePinned)
{
    constexpr std::size_t fingerprintLength = 64;
    source.authority = reader.text("authority");
    source.pin = plainFingerprint(reader.text("pin"));
    if (source.authority.empty() && source.pin.empty())
        return;
    const std::string_view named = source.pin.empty() ? "authority" : "pin";
    if (!mayBePinned || source.url.starts_with("http://"))
        reader.refuse(named, "only for a gateway of ours at a socket or an https url");
    if (!source.authority.empty() && !source.pin.empty())
        reader.refuse(named, "either authority or pin");
    if (!source.authority.empty() && !source.authority.starts_with('/'))
        reader.refuse("authority", "must start with /");
    if (!source.pin.empty()
        && (source.pin.size() != fingerprintLength || source.pin.find_first_not_of("0123456789abcdef") != std::string::npos))
        reader.refuse("pin", "must be the 64 hex digits of the certificate's SHA-256");
}

/// What a proxy needs, and nothing else may have.
void readProxy(Reader& reader, SourceConfig& source, bool isProxy)
{
    source.callers = reader.text("callers");
    source.variant = reader.text("variant");
    source.holds = reader.text("holds");
    if (!isProxy) {
        for (const auto& [name, text] :
            {std::pair {"callers", source.callers}, {"variant", source.variant}, {"holds", source.holds}})
            if (!text.empty())
                reader.refuse(name, "only for a proxy");
        return;
    }
    if (source.variant.empty())
        source.variant = "table";
    if (source.variant != "table" && source.variant != "map")
        reader.refuse("variant", "must be table or map");
    if (source.holds.empty())
        source.holds = source.variant == "map" ? haproxyHoldsMap : haproxyTable;
    if (source.holds.find_first_of(" ;\\\"\n\t") != std::string::npos)
        reader.refuse("holds", "must be one word");
    if (!source.callers.starts_with("http://") && !source.callers.starts_with("https://"))
        reader.refuse("callers", "missing; it must start with http:// or https://");
    if (source.callers.find_first_of("@?#") != std::string::npos)
        reader.refuse("callers", "only scheme, host, port and path");
    while (source.callers.ends_with('/'))
        source.callers.pop_back();
    if (source.socket.empty() && !(isTcp(source.url) && isThisComputer(source.url)))
        reader.refuse(
            "url", "must be like tcp://127.0.0.1:9999: whoever reaches it may change everything, so it is on this computer");
}

std::chrono::seconds readBucket(Reader& reader, bool hasBuckets)
{
    const std::string word = reader.text("bucket");
    if (word.empty())
        return std::chrono::seconds(0);
    const auto* found = std::ranges::find(buckets, word, &std::pair<std::string_view, std::chrono::seconds>::first);
    if (!hasBuckets)
        reader.refuse("bucket", "only for kinds openai and anthropic");
    else if (found == buckets.end())
        reader.refuse("bucket", "must be 1m, 1h or 1d");
    return found == buckets.end() ? std::chrono::seconds(0) : found->second;
}

Result<SourceConfig> readSource(const toml::table& table, const std::string& place)
{
    Reader reader(table, place);
    SourceConfig source {.id = reader.text("id"),
        .name = reader.text("name"),
        .kind = reader.text("kind"),
        .url = reader.text("url"),
        .socket = reader.text("socket"),
        .account = reader.text("account"),
        .key = {},
        .directory = reader.text("directory")};
    source.embedded = reader.valueOr("embedded", false);
    const ConnectorKind* known = findConnectorKind(source.kind);
    if (!known)
        reader.refuse("kind", "must be one of " + allKinds());
    const ConnectorKind kind = known ? *known : ConnectorKind {};
    const bool gateway = kind.isGateway;
    const auto seconds = reader.valueOr<std::int64_t>("interval", kind.interval.count());

    if (!isId(source.id))
        reader.refuse("id", "must be 1 to 40 of a-z, 0-9 and -");
    if (source.name.empty())
        source.name = source.id;
    if (source.url.empty() && source.socket.empty())
        source.url = kind.url;
    if (kind.isLocalLog && !(source.url.empty() && source.socket.empty()))
        reader.refuse("url", "not for logs of this computer");
    if (!kind.isLocalLog && !source.directory.empty())
        reader.refuse("directory", "only for logs of this computer");
    if (!source.directory.empty() && !source.directory.starts_with('/'))
        reader.refuse("directory", "must start with /");
    if (!kind.isLocalLog && source.url.empty() == source.socket.empty())
        reader.refuse("url", "either url or socket is needed");
    if (!kind.isProxy && !source.url.empty() && !source.url.starts_with("https://") && !source.url.starts_with("http://"))
        reader.refuse("url", "must start with https:// or http://");
    if (source.url.find_first_of("@?#") != std::string::npos)
        reader.refuse("url", "only scheme, host, port and path");
    readProxy(reader, source, kind.isProxy);
    readDoors(reader, source);
    readTrust(reader, source, kind.mayBePinned);
    if (!gateway && !kind.isProxy && !source.socket.empty())
        reader.refuse("socket", "only for a gateway or a proxy");
    if (!gateway && !kind.isProxy && !kind.isLocalLog && source.account.empty())
        reader.refuse("account", "missing");
    if (gateway && !source.account.empty())
        reader.refuse("account", "a gateway's rows name their account themselves");
    if (kind.isProxy && !source.account.empty())
        reader.refuse("account", "a proxy tells of no bill");
    if (seconds < 1 || seconds > longestSeconds)
        reader.refuse("interval", "must be 1 to 86400 seconds");
    source.interval = std::chrono::seconds(seconds);
    source.bucket = readBucket(reader, kind.hasBuckets);
    while (source.url.ends_with('/'))
        source.url.pop_back();
    source.key = reader.key();
    source.keys = reader.keys();
    source.canaries = reader.canaries();
    const bool hasKeys = !kind.url.empty() || source.key.isSet() || !source.keys.empty() || !source.canaries.empty();
    if (hasKeys && source.url.starts_with("http://") && !isThisComputer(source.url))
        reader.refuse("url", "must start with https://: the key would cross the network in the clear");
    const auto workers = reader.valueOr<std::int64_t>("workers", 1);
    if (workers < 1 || workers > mostWorkers)
        reader.refuse("workers", "must be 1 to 100");
    source.workers = static_cast<int>(workers);
    if ((!source.canaries.empty() || workers != 1) && !(gateway && kind.hasTargets))
        reader.refuse(source.canaries.empty() ? "workers" : "canaries", "only for a gateway that is not ours");
    if (kind.needsKey && !source.key.isSet() && source.keys.empty())
        reader.refuse("key", "missing");
    if (kind.isLocalLog && source.key.isSet())
        reader.refuse("key", "not for logs of this computer");
    if (kind.isProxy && source.key.isSet())
        reader.refuse("key", "a proxy's socket knows us by our user");
    if (!source.keys.empty() && source.url.empty() && !kind.isLocalLog)
        reader.refuse("keys", "only for a gateway with a url; a socket knows us by our user");
    const bool hasRights = gateway || kind.hasTargets;
    if (!source.keys.empty() && (!hasRights || source.key.isSet()))
        reader.refuse("keys", hasRights ? "either key or keys" : "only for what can be frozen");
    if (reader.error())
        return std::unexpected(*reader.error());
    return source;
}

std::string placeOf(const std::string& fileName, const toml::source_region& region)
{
    return std::format("{}, line {}", fileName, region.begin.line);
}

} // namespace

std::string_view bucketWord(std::chrono::seconds width)
{
    const auto* found = std::ranges::find(buckets, width, &std::pair<std::string_view, std::chrono::seconds>::second);
    return found == buckets.end() ? std::string_view() : found->first;
}

std::string_view shownBucket(const SourceConfig& source)
{
    const ConnectorKind* kind = findConnectorKind(source.kind);
    if (!kind || !kind->hasBuckets)
        return {};
    return bucketWord(source.bucket == std::chrono::seconds(0) ? std::chrono::hours(1) : source.bucket);
}

bool hasLever(const SourceConfig& source)
{
    const ConnectorKind* kind = findConnectorKind(source.kind);
    if (!kind || !kind->hasTargets)
        return source.kind == "gateway" || (kind && kind->isProxy);
    return kind->isGateway || source.keys.contains(DoorRight::freeze);
}

bool takesKey(const SourceConfig& source)
{
    const ConnectorKind* kind = findConnectorKind(source.kind);
    return kind && source.socket.empty() && (kind->needsKey || kind->isGateway);
}

bool tellsUsage(std::string_view kind)
{
    const ConnectorKind* known = findConnectorKind(kind);
    return known && !known->isProxy;
}

bool isRepository(std::string_view kind)
{
    const ConnectorKind* known = findConnectorKind(kind);
    return known && known->isRepository;
}

bool tellsBill(std::string_view kind)
{
    const ConnectorKind* known = findConnectorKind(kind);
    return known && !known->isGateway && !known->isProxy && !known->isLocalLog && !known->isRepository && !known->isTelemetry;
}

bool isLocalLog(std::string_view kind)
{
    const ConnectorKind* known = findConnectorKind(kind);
    return known && known->isLocalLog;
}

Result<std::vector<SourceConfig>> parseSources(std::string_view text, const std::string& fileName)
{
    toml::table document;
    try {
        document = toml::parse(text);
    } catch (const toml::parse_error& error) {
        return fail(ErrorCode::badConfig, placeOf(fileName, error.source()), std::string(error.description()));
    }
    for (const auto& [name, node] : document)
        if (name.str() != "source" || !(node.is_array_of_tables() || (node.is_array() && node.as_array()->empty())))
            return fail(ErrorCode::badConfig, placeOf(fileName, node.source()),
                std::format("{}: only [[source]] is known here", name.str()));

    std::vector<SourceConfig> sources;
    std::set<std::string> ids;
    if (const toml::array* tables = document["source"].as_array()) {
        for (const toml::node& node : *tables) {
            auto source = readSource(*node.as_table(), placeOf(fileName, node.source()));
            if (!source)
                return std::unexpected(source.error());
            if (!ids.insert(source->id).second)
                return fail(ErrorCode::badConfig, placeOf(fileName, node.source()), "id: used twice: " + source->id);
            sources.push_back(std::move(*source));
        }
    }
    return sources;
}

Result<std::vector<SourceConfig>> readSources(const std::filesystem::path& file)
{
    const auto text = readOwnFile(QString::fromStdString(file.string()), largestFile);
    if (!text)
        return std::unexpected(text.error());
    return parseSources(text->toStdString(), file.string());
}

std::string writeSources(const std::vector<SourceConfig>& sources)
{
    toml::array tables;
    for (const SourceConfig& source : sources) {
        toml::table table;
        const auto put = [&](std::string_view name, const std::string& value) {
            if (!value.empty())
                table.insert(name, value);
        };
        put("id", source.id);
        put("name", source.name);
        put("kind", source.kind);
        put("url", source.url);
        put("socket", source.socket);
        put("callers", source.callers);
        put("variant", source.variant);
        put("holds", source.holds);
        toml::array doors;
        for (const std::string& door : source.doors)
            doors.push_back(door);
        if (!doors.empty())
            table.insert("doors", std::move(doors));
        put("authority", source.authority);
        put("pin", source.pin);
        put("account", source.account);
        put("directory", source.directory);
        put("key", source.key.text());
        toml::table keys;
        for (const auto& [right, key] : source.keys)
            keys.insert(toText(right), key.text());
        if (!keys.empty()) {
            keys.is_inline(true);
            table.insert("keys", std::move(keys));
        }
        toml::table canaries;
        for (const auto& [team, key] : source.canaries)
            canaries.insert(team, key.text());
        if (!canaries.empty()) {
            canaries.is_inline(true);
            table.insert("canaries", std::move(canaries));
        }
        if (source.workers != 1)
            table.insert("workers", source.workers);
        if (source.embedded)
            table.insert("embedded", true);
        table.insert("interval", source.interval.count());
        put("bucket", std::string(bucketWord(source.bucket)));
        tables.push_back(std::move(table));
    }
    if (tables.empty())
        return {};
    std::ostringstream out;
    out << toml::table {{"source", std::move(tables)}} << '\n';
    return out.str();
}

} // namespace fuseboard

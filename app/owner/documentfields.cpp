// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/documentfields.h"

#include <QJsonArray>

#include <charconv>

namespace fuseboard {

DocumentFields::DocumentFields(const QJsonValue& object, std::string path, std::optional<Error>& fault)
    : m_object(object.toObject())
    , m_path(std::move(path))
    , m_fault(&fault)
{
    if (!object.isObject() && !fault)
        fault = Error {ErrorCode::badDocument, m_path.empty() ? "document" : m_path, "it is no object"};
}

void DocumentFields::complain(QLatin1StringView name, std::string why) const
{
    const std::string member(name.data(), static_cast<std::size_t>(name.size()));
    if (!*m_fault)
        *m_fault = Error {ErrorCode::badDocument, m_path.empty() ? member : m_path + "." + member, std::move(why)};
}

QJsonValue DocumentFields::value(QLatin1StringView name) const
{
    m_asked.insert(name);
    return m_object[name];
}

bool DocumentFields::has(QLatin1StringView name) const
{
    const QJsonValue found = value(name);
    return !found.isUndefined() && !found.isNull();
}

std::string DocumentFields::text(QLatin1StringView name) const
{
    if (has(name) && !value(name).isString())
        complain(name, "it is no text");
    return value(name).toString().toStdString();
}

bool DocumentFields::flag(QLatin1StringView name, bool otherwise) const
{
    if (has(name) && !value(name).isBool())
        complain(name, "it is neither true nor false");
    return value(name).toBool(otherwise);
}

std::int64_t DocumentFields::integer(QLatin1StringView name) const
{
    constexpr qint64 none = -1, other = -2;
    const QJsonValue found = value(name);
    if (has(name) && found.toInteger(none) == none && found.toInteger(other) == other)
        complain(name, "it is no whole number");
    return found.toInteger();
}

std::uint64_t DocumentFields::counter(QLatin1StringView name) const
{
    const std::string digits = text(name);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (!digits.empty() && (error != std::errc() || end != digits.data() + digits.size()))
        complain(name, "it is no whole number");
    return number;
}

std::optional<Instant> DocumentFields::time(QLatin1StringView name) const
{
    if (!has(name))
        return std::nullopt;
    const auto at = parseInstant(text(name));
    if (!at)
        complain(name, "it is no time");
    return at ? std::optional(*at) : std::nullopt;
}

Instant DocumentFields::timeOr(QLatin1StringView name, Instant otherwise) const { return time(name).value_or(otherwise); }

std::optional<std::chrono::milliseconds> DocumentFields::milliseconds(QLatin1StringView name) const
{
    return has(name) ? std::optional(std::chrono::milliseconds(integer(name))) : std::nullopt;
}

std::optional<Money> DocumentFields::money(QLatin1StringView amount, QLatin1StringView currency) const
{
    const std::string code = text(currency);
    if (!has(amount))
        return std::nullopt;
    const auto unit = code.empty() ? Result<Currency>(Currency()) : Currency::parse(code);
    const auto parsed = unit ? Money::parse(text(amount), *unit) : std::unexpected(unit.error());
    if (!parsed)
        complain(amount, "it is no amount");
    return parsed ? std::optional(*parsed) : std::nullopt;
}

std::vector<std::string> DocumentFields::texts(QLatin1StringView name) const
{
    std::vector<std::string> out;
    const QJsonArray list = value(name).toArray();
    for (const auto& each : list) {
        if (!each.isString())
            complain(name, "not all of it is text");
        out.push_back(each.toString().toStdString());
    }
    if (has(name) && !value(name).isArray())
        complain(name, "it is no list");
    return out;
}

std::vector<int> DocumentFields::integers(QLatin1StringView name) const
{
    constexpr int none = -1;
    std::vector<int> out;
    const QJsonArray list = value(name).toArray();
    for (const auto& each : list) {
        if (each.toInt(none) == none)
            complain(name, "not all of it are whole numbers");
        out.push_back(each.toInt());
    }
    if (has(name) && !value(name).isArray())
        complain(name, "it is no list");
    return out;
}

void DocumentFields::each(QLatin1StringView name, const std::function<void(const DocumentFields&)>& take) const
{
    if (has(name) && !value(name).isArray())
        complain(name, "it is no list");
    const QJsonArray list = value(name).toArray();
    const std::string path =
        m_path + (m_path.empty() ? "" : ".") + std::string(name.data(), static_cast<std::size_t>(name.size()));
    for (qsizetype i = 0; i < list.size(); ++i)
        take(DocumentFields(list[i], path + "[" + std::to_string(i) + "]", *m_fault));
}

std::optional<DocumentFields> DocumentFields::object(QLatin1StringView name) const
{
    if (!has(name))
        return std::nullopt;
    return DocumentFields(value(name), std::string(name.data(), static_cast<std::size_t>(name.size())), *m_fault);
}

void DocumentFields::refuseOthers() const
{
    for (const QString& name : m_object.keys())
        if (!m_asked.contains(name) && !*m_fault)
            *m_fault = Error {ErrorCode::badDocument, m_path.empty() ? name.toStdString() : m_path + "." + name.toStdString(),
                "it is not known here; the other program may be newer"};
}

} // namespace fuseboard

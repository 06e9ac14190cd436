// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"
#include "domain/money.h"

#include <QJsonObject>
#include <QLatin1StringView>

#include <functional>
#include <optional>
#include <set>
#include <vector>

namespace fuseboard {

/// The value of an enumeration by its word. `wordOf` is empty past the last value, which are counted from zero.
template <class Enum>
std::optional<Enum> valueOf(const QString& word, QString (*wordOf)(Enum))
{
    for (int i = 0;; ++i) {
        const QString each = wordOf(static_cast<Enum>(i));
        if (each.isEmpty() || each == word)
            return each.isEmpty() ? std::nullopt : std::optional(static_cast<Enum>(i));
    }
}

/// Reads the members of one object of the owner's JSON. What is absent or null is empty; what is there and of another kind
/// than asked for, or not to be understood, is a fault that names its path, of which the first is kept. Other members stay
/// unread: a newer program may say more.
class DocumentFields {
public:
    /// `fault` outlives it.
    DocumentFields(const QJsonValue& object, std::string path, std::optional<Error>& fault);

    [[nodiscard]] bool has(QLatin1StringView name) const;
    [[nodiscard]] std::string text(QLatin1StringView name) const;
    [[nodiscard]] bool flag(QLatin1StringView name, bool otherwise) const;
    [[nodiscard]] std::int64_t integer(QLatin1StringView name) const;
    /// A whole number as text, as it may be larger than JSON's readers keep exactly.
    [[nodiscard]] std::uint64_t counter(QLatin1StringView name) const;
    [[nodiscard]] std::optional<Instant> time(QLatin1StringView name) const;
    [[nodiscard]] Instant timeOr(QLatin1StringView name, Instant otherwise) const;
    [[nodiscard]] std::optional<std::chrono::milliseconds> milliseconds(QLatin1StringView name) const;
    /// An amount as a decimal text, and its currency; empty where there is no amount.
    [[nodiscard]] std::optional<Money> money(QLatin1StringView amount, QLatin1StringView currency) const;
    [[nodiscard]] std::vector<std::string> texts(QLatin1StringView name) const;
    [[nodiscard]] std::vector<int> integers(QLatin1StringView name) const;
    /// The elements of a list, in their order.
    void each(QLatin1StringView name, const std::function<void(const DocumentFields&)>& take) const;
    [[nodiscard]] std::optional<DocumentFields> object(QLatin1StringView name) const;

    /// What a parser of words makes of a member: `Result<T>` or `std::optional<T>` of a text.
    template <class Value, class Parse>
    Value word(QLatin1StringView name, Parse parse, Value otherwise) const
    {
        if (!has(name))
            return otherwise;
        const auto parsed = parse(text(name));
        if (!parsed)
            complain(name, "'" + text(name) + "' is not known here");
        return parsed ? *parsed : otherwise;
    }
    void complain(QLatin1StringView name, std::string why) const;
    /// Members that nobody has asked for are a fault: for what must be understood whole or not at all.
    void refuseOthers() const;

private:
    [[nodiscard]] QJsonValue value(QLatin1StringView name) const;

    QJsonObject m_object;
    std::string m_path;
    std::optional<Error>* m_fault;
    mutable std::set<QString> m_asked;
};

} // namespace fuseboard

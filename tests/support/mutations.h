// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <format>
#include <functional>
#include <string>

namespace fuseboard::test {

/// A document with one member of it changed: each member once, in each way, and each object once with a member that nobody
/// knows. Its path is as the parsers name it.
class Mutations {
public:
    static constexpr auto stranger = "laterThanUs"; ///< the member that nobody knows
    using Visit = std::function<void(const std::string& path, const std::string& change, const std::string& document)>;

    Mutations(const QByteArray& document, Visit visit)
        : m_root(QJsonDocument::fromJson(document).object())
        , m_visit(std::move(visit))
    {
        walk(m_root, "$", [this](const QJsonValue& root) { return root.toObject(); });
    }

private:
    using Rebuild = std::function<QJsonObject(const QJsonValue& part)>;

    void tell(const std::string& path, const std::string& change, const QJsonObject& document)
    {
        m_visit(path, change, QJsonDocument(document).toJson(QJsonDocument::Compact).toStdString());
    }
    void walk(const QJsonValue& value, const std::string& path, const Rebuild& rebuild)
    {
        if (value.isObject()) {
            QJsonObject more = value.toObject();
            more[QLatin1String(stranger)] = QJsonObject {{QStringLiteral("amount"), 5}};
            tell(std::format("{}.{}", path, stranger), "joined", rebuild(more));
            for (const QString& name : value.toObject().keys()) {
                const std::string place = path + "." + name.toStdString();
                const auto with = [=](const QJsonValue& part) {
                    QJsonObject changed = value.toObject();
                    changed[name] = part;
                    return rebuild(changed);
                };
                QJsonObject without = value.toObject();
                without.remove(name);
                tell(place, "removed", rebuild(without));
                change(value.toObject()[name], place, with);
            }
        }
        for (qsizetype i = 0; value.isArray() && i < value.toArray().size(); ++i) {
            const auto with = [=](const QJsonValue& part) {
                QJsonArray changed = value.toArray();
                changed[i] = part;
                return rebuild(changed);
            };
            change(value.toArray()[i], std::format("{}[{}]", path, i), with);
        }
    }
    void change(const QJsonValue& value, const std::string& path, const Rebuild& with)
    {
        const std::pair<const char*, QJsonValue> others[] {{"an object", QJsonObject()}, {"an array", QJsonArray()},
            {"a text", QStringLiteral("rubbish")}, {"true", true}, {"a fraction", 1.5}, {"negative", -3}, {"null", {}}};
        for (const auto& [change, other] : others)
            if (other.type() != value.type() || other != value)
                tell(path, change, with(other));
        walk(value, path, with);
    }

    QJsonObject m_root;
    Visit m_visit;
};

} // namespace fuseboard::test

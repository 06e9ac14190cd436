// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/openapi.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace fuseboard::test {
namespace {

std::vector<std::string> split(const std::string& text, char by)
{
    std::vector<std::string> out;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, by);)
        out.push_back(part);
    return out;
}

QJsonObject resolved(const QJsonObject& root, QJsonObject object)
{
    while (object.contains(QLatin1String("$ref"))) {
        QJsonObject at = root;
        for (const QString& part : object[QLatin1String("$ref")].toString().mid(2).split(QLatin1Char('/')))
            at = at[part].toObject();
        object = at;
    }
    return object;
}

std::string decoded(const std::string& text)
{
    return QByteArray::fromPercentEncoding(QByteArray::fromStdString(text)).toStdString();
}

std::string withoutBrackets(const std::string& name) { return name.ends_with("[]") ? name.substr(0, name.size() - 2) : name; }

bool isInteger(const std::string& text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool isOfType(const QJsonValue& type, const QJsonValue& value)
{
    if (type.isArray())
        return std::ranges::any_of(type.toArray(), [&](const auto& each) { return isOfType(each, value); });
    const QString word = type.toString();
    if (word == QLatin1String("object"))
        return value.isObject();
    if (word == QLatin1String("array"))
        return value.isArray();
    if (word == QLatin1String("boolean"))
        return value.isBool();
    if (word == QLatin1String("null"))
        return value.isNull();
    if (word == QLatin1String("integer"))
        return value.isDouble();
    return word.isEmpty() || value.isString() || value.isDouble();
}

/// A path from the value on, and what is wrong there.
std::string faultIn(const QJsonObject& root, const QJsonObject& said, const QJsonValue& value)
{
    const QJsonObject schema = resolved(root, said);
    for (const auto& each : schema[QLatin1String("allOf")].toArray())
        if (std::string fault = faultIn(root, each.toObject(), value); !fault.empty())
            return fault;
    for (const char* any : {"anyOf", "oneOf"}) {
        std::string fault;
        for (const auto& each : schema[QLatin1String(any)].toArray())
            if (fault = faultIn(root, each.toObject(), value); fault.empty())
                break;
        if (!fault.empty())
            return fault;
    }
    if (!isOfType(schema[QLatin1String("type")], value))
        return " is of another type";
    const QJsonObject object = value.toObject(), members = schema[QLatin1String("properties")].toObject();
    const QJsonArray required = schema[QLatin1String("required")].toArray();
    for (const auto& name : required)
        if (value.isObject() && !object.contains(name.toString()))
            return "." + name.toString().toStdString() + " is missing";
    for (auto member = members.begin(); member != members.end(); ++member) {
        const QJsonValue found = object[member.key()];
        if (found.isUndefined() || (found.isNull() && !required.contains(member.key())))
            continue;
        if (const std::string fault = faultIn(root, member.value().toObject(), found); !fault.empty())
            return "." + member.key().toStdString() + fault;
    }
    for (const auto& element : value.toArray())
        if (const std::string fault = faultIn(root, schema[QLatin1String("items")].toObject(), element); !fault.empty())
            return "[]" + fault;
    return {};
}

} // namespace

std::optional<OpenApi> OpenApi::read(const std::string& file)
{
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (!stream || !(text << stream.rdbuf()))
        return std::nullopt;
    OpenApi out;
    if (file.ends_with(".json"))
        out.readJson(text.str());
    else
        out.readYaml(text.str());
    return out;
}

std::optional<OpenApi> OpenApi::contractOf(MadeUpProvider provider)
{
    const std::string directory = FUSEBOARD_SHARED "/contracts/";
    switch (provider) {
    case MadeUpProvider::openAi: return read(directory + "openai-usage.openapi.yaml");
    case MadeUpProvider::anthropic: return read(directory + "anthropic-admin.openapi.json");
    case MadeUpProvider::gitHub:
    case MadeUpProvider::gitHubEnterprise: return read(directory + "github-billing.openapi.json");
    case MadeUpProvider::openRouter: break;
    }
    return read(directory + "openrouter-keys.openapi.json");
}

void OpenApi::readJson(const std::string& text)
{
    m_root = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    const QJsonObject paths = m_root[QLatin1String("paths")].toObject();
    for (const QString& path : paths.keys()) {
        Path& known = m_paths[path.toStdString()];
        const QJsonObject get = paths[path].toObject()[QLatin1String("get")].toObject();
        QJsonObject answer = resolved(m_root, get[QLatin1String("responses")].toObject()[QLatin1String("200")].toObject());
        for (const char* part : {"content", "application/json", "schema"})
            answer = answer[QLatin1String(part)].toObject();
        known.answer = answer;
        for (const auto& value : get[QLatin1String("parameters")].toArray()) {
            const QJsonObject one = resolved(m_root, value.toObject());
            QJsonObject schema = resolved(m_root, one[QLatin1String("schema")].toObject());
            Parameter parameter {.name = withoutBrackets(one[QLatin1String("name")].toString().toStdString()),
                .in = one[QLatin1String("in")].toString().toStdString(),
                .type = schema[QLatin1String("type")].toString().toStdString(),
                .required = one[QLatin1String("required")].toBool(),
                .values = {}};
            if (parameter.type == "array")
                schema = resolved(m_root, schema[QLatin1String("items")].toObject());
            for (const auto& allowed : schema[QLatin1String("enum")].toArray())
                parameter.values.insert(allowed.toString().toStdString());
            known.parameters.push_back(std::move(parameter));
        }
    }
}

void OpenApi::readYaml(const std::string& text)
{
    Parameters* parameters = nullptr;
    bool inPaths = false, inGet = false, inParameters = false, inEnum = false;
    for (const std::string& line : split(text, '\n')) {
        const auto indent = line.find_first_not_of(' ');
        if (indent == std::string::npos)
            continue;
        const std::string words = line.substr(indent);
        const auto value = [&](const std::string& name) { return words.substr(name.size()); };
        if (indent == 0)
            inPaths = words == "paths:";
        if (!inPaths)
            continue;
        if (indent == 2) {
            parameters = &m_paths[words.substr(0, words.size() - 1)].parameters;
            inGet = inParameters = false;
        } else if (indent == 4) {
            inGet = words == "get:";
            inParameters = false;
        } else if (indent == 6 && !words.starts_with("- ")) {
            inParameters = inGet && words == "parameters:";
        } else if (inParameters && indent == 6) {
            inEnum = false;
            parameters->push_back(
                {.name = words.starts_with("- name: ") ? value("- name: ") : words, .in = {}, .type = {}, .values = {}});
        } else if (inParameters && words.starts_with("in: ") && indent == 8) {
            parameters->back().in = value("in: ");
        } else if (inParameters && words == "required: true" && indent == 8) {
            parameters->back().required = true;
        } else if (inParameters && words.starts_with("type: ") && indent == 10) {
            inEnum = false;
            parameters->back().type = value("type: ");
        } else if (inParameters && indent >= 10 && words == "enum:") {
            inEnum = true;
        } else if (inEnum && words.starts_with("- ")) {
            parameters->back().values.insert(value("- "));
        } else {
            inEnum = false;
        }
    }
}

const OpenApi::Path* OpenApi::find(const std::string& path) const
{
    const auto asked = split(path, '/');
    for (const auto& [known, there] : m_paths) {
        const auto parts = split(known, '/');
        if (std::ranges::equal(asked, parts,
                [](const std::string& a, const std::string& b) { return b.starts_with('{') ? !a.empty() : a == b; }))
            return &there;
    }
    return nullptr;
}

std::string OpenApi::faultOf(const std::string& target) const
{
    const auto question = std::min(target.find('?'), target.size());
    const Path* path = find(target.substr(0, question));
    if (!path)
        return "no such path: " + target.substr(0, question);
    const Parameters& known = path->parameters;
    std::map<std::string, int> seen;
    for (const std::string& field : split(target.substr(std::min(question + 1, target.size())), '&')) {
        const auto equals = std::min(field.find('='), field.size());
        const std::string name = withoutBrackets(decoded(field.substr(0, equals)));
        const std::string value = decoded(field.substr(std::min(equals + 1, field.size())));
        const auto parameter =
            std::ranges::find_if(known, [&](const Parameter& one) { return one.in == "query" && one.name == name; });
        if (parameter == known.end())
            return "no such parameter: " + name;
        if (++seen[name] > 1 && parameter->type != "array")
            return "there twice: " + name;
        if (!parameter->values.empty() && !parameter->values.contains(value))
            return name + " can't be " + value;
        if (parameter->type == "integer" && !isInteger(value))
            return name + " is no number: " + value;
        if (parameter->type == "boolean" && value != "true" && value != "false")
            return name + " is neither true nor false: " + value;
    }
    for (const Parameter& one : known)
        if (one.required && one.in == "query" && !seen.contains(one.name))
            return "missing: " + one.name;
    return {};
}

std::string OpenApi::faultOfAnswer(const std::string& target, const std::string& answer) const
{
    const Path* path = find(target.substr(0, target.find('?')));
    if (!path)
        return "no such path: " + target;
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(answer));
    if (!document.isObject())
        return "no JSON object";
    const std::string fault = faultIn(m_root, path->answer, document.object());
    return fault.empty() ? fault : "$" + fault;
}

} // namespace fuseboard::test

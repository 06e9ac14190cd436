// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/madeuppages.h"

#include <QJsonObject>

#include <map>
#include <optional>
#include <string>

namespace fuseboard::test {

/// What an OpenAPI document says of requests and answers: enough to hold one against it.
class OpenApi {
public:
    /// Empty where the file is not there. JSON or YAML.
    static std::optional<OpenApi> read(const std::string& file);

    /// That provider's, beside the project.
    static std::optional<OpenApi> contractOf(MadeUpProvider provider);

    /// What is wrong with a GET request's target (path and query, without the base path), empty if nothing.
    [[nodiscard]] std::string faultOf(const std::string& target) const { return faultOf("GET", target, {}); }
    /// Of any request: the path, the method, the query's parameters, the body's members, their types and values.
    [[nodiscard]] std::string faultOf(const std::string& method, const std::string& target, const std::string& body) const;
    /// What an answer to that GET request lacks, or has of another type; empty if nothing. Members and words that the document
    /// does not know may be there, texts and numbers may stand for each other, and null for what need not be there.
    [[nodiscard]] std::string faultOfAnswer(const std::string& target, const std::string& answer) const;
    [[nodiscard]] bool knowsAnswers() const { return !m_paths.empty(); }
    [[nodiscard]] std::size_t paths() const { return m_paths.size(); }

private:
    struct Parameter {
        QJsonObject schema; ///< of a list that of one of its values
        bool isList = false, isRequired = false;
    };
    struct Operation {
        std::map<std::string, Parameter> parameters {}; ///< of the query
        QJsonObject body {}, answer {}; ///< schemas
        bool takesBody = false, needsBody = false;
    };
    using Path = std::map<std::string, Operation>; ///< by method
    /// What may be in a document: a request has what is known and nothing else.
    enum class Document { request, answer };

    [[nodiscard]] QJsonObject resolved(QJsonObject object) const;
    [[nodiscard]] Operation operationOf(const QJsonObject& said) const;
    [[nodiscard]] const Path* find(const std::string& path) const;
    [[nodiscard]] std::string faultOfQuery(const Operation& operation, const std::string& query) const;
    [[nodiscard]] std::string faultOfBody(const Operation& operation, const std::string& body) const;
    /// A path from the value on, and what is wrong there.
    [[nodiscard]] std::string faultIn(const QJsonValue& value, const QJsonObject& said, Document document) const;
    [[nodiscard]] std::string faultOfMembers(const QJsonObject& object, const QJsonObject& schema, Document document) const;

    QJsonObject m_root;
    std::map<std::string, Path> m_paths;
};

} // namespace fuseboard::test

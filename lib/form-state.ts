/** What a form's action answers: nothing yet, that it is done, or a refusal that keeps what was typed and says why beside each field. */
export type FormState = { message?: string; done?: true; errors?: Record<string, string>; values?: Record<string, string> };

export const emptyForm: FormState = {};
